package io.lakespan.app.cli;

import io.lakespan.app.cdc.CdcJobs;
import io.lakespan.app.cdc.Rescale;
import io.lakespan.app.wiring.Services;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lets a job go on with another parallelism. */
@Command(
        name = "rescale",
        description = "Stop a job with a savepoint and let it go on from there with another parallelism.")
final class CdcRescaleCommand implements Callable<Integer> {
    @ParentCommand
    CdcCommand parent;

    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The job's name, its pipeline.name.")
    private String name;

    @Parameters(index = "1", paramLabel = "FILE", description = "Its definition, YAML.")
    private Path file;

    @Option(names = "--parallelism", required = true, paramLabel = "N", description = "The new parallelism.")
    private int parallelism;

    @Option(
            names = "--slots-on-demand",
            description =
                    "The cluster starts TaskManagers when they are needed (YARN, Kubernetes): do not count slots.")
    private boolean slotsOnDemand;

    @Override
    public Integer call() {
        Rescale.Slots slots = slotsOnDemand ? Rescale.Slots.ON_DEMAND : Rescale.Slots.COUNTED;
        try (Services services = parent.root.services()) {
            CdcJobs.Submitted submitted = new CdcJobs(services, Clock.systemUTC())
                    .rescale(new Rescale(name, parallelism, file, slots), new Told());
            parent.root.interruption().leaves("the job goes on");
            CdcCommand.print(spec, submitted, services.flink().url());
        }
        return ExitStatus.OK.code();
    }

    private final class Told implements Rescale.Listener {
        @Override
        public void stopping() {
            leaves("if " + name + " has stopped, go on", CdcJobs.LATEST);
        }

        @Override
        public void stopped(String savepoint) {
            leaves(name + " is stopped, go on", savepoint);
            spec.commandLine().getOut().println("Stopped " + name + "; savepoint: " + savepoint);
            spec.commandLine().getOut().flush();
        }

        private void leaves(String what, String savepoint) {
            parent.root
                    .interruption()
                    .leaves(what + " with: lakespan cdc run " + file + " --from-savepoint " + savepoint);
        }
    }
}
