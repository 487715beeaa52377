package io.lakespan.app.cli;

import io.lakespan.app.cdc.CdcJobs;
import io.lakespan.app.cdc.CdcStatus;
import io.lakespan.app.cdc.CdcStatusJson;
import io.lakespan.app.cdc.CdcStatusText;
import io.lakespan.app.flink.Pause;
import io.lakespan.app.wiring.Services;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows how one job is doing. */
@Command(name = "status", description = "Show how a job is doing: progress, lag, checkpoints, restarts.")
final class CdcStatusCommand implements Callable<Integer> {
    // With the time a look takes, a new one about every two seconds.
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(800);
    private static final String CLEARED_SCREEN = "\u001b[H\u001b[2J";

    @ParentCommand
    CdcCommand parent;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The job's name, its pipeline.name.")
    private String name;

    @Option(names = "--json", description = "Print one JSON object, with --watch one a line.")
    private boolean json;

    @Option(names = "--watch", description = "Look again every two seconds, until the job ends or Ctrl-C.")
    private boolean watch;

    @Override
    public Integer call() {
        try (Services services = parent.root.services()) {
            CdcJobs jobs = new CdcJobs(services, Clock.systemUTC());
            CdcStatus status = jobs.status(name);
            print(status);
            while (watch && !status.state().terminal()) {
                parent.root.interruption().leaves("the job goes on");
                Pause.of(BETWEEN_LOOKS);
                status = jobs.status(name);
                print(status);
            }
        }
        return ExitStatus.OK.code();
    }

    private void print(CdcStatus status) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(CdcStatusJson.of(status));
        } else {
            out.print(begin() + CdcStatusText.of(status));
        }
        out.flush();
    }

    /** On a terminal each look takes the place of the one before, elsewhere it follows. */
    private String begin() {
        if (!watch) {
            return "";
        }
        return System.console() == null ? "\n" : CLEARED_SCREEN;
    }
}
