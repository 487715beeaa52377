package io.lakespan.app.cli;

import io.lakespan.app.sync.PlanFile;
import io.lakespan.app.sync.PlanRequest;
import io.lakespan.app.sync.PlanText;
import io.lakespan.app.sync.SyncWork;
import io.lakespan.app.wiring.Services;
import io.lakespan.sync.SyncPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows what a pass would do. */
@Command(name = "plan", description = "Show what 'sync apply' would do now; writes nothing.")
final class SyncPlanCommand implements Callable<Integer> {
    @ParentCommand
    SyncCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    SyncRequest request;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    boolean json;

    @Option(names = "--out", paramLabel = "FILE", description = "Keep the plan for 'sync apply FILE'.")
    Optional<Path> out = Optional.empty();

    @Override
    public Integer call() {
        PlanRequest asked = request.plan();
        try (Services services = parent.root.services()) {
            SyncWork work = SyncWork.of(
                    services.pair(asked), new RateLine(spec.commandLine().getErr()));
            List<SyncPlan> plans = work.plan(asked);
            PrintWriter writer = spec.commandLine().getOut();
            writer.print(json ? PlanText.json(plans, work.calls()) : PlanText.of(plans, work.calls()));
            writer.flush();
            out.ifPresent(file -> PlanFile.of(services.pair(asked).name(), asked, plans, Instant.now())
                    .write(file));
            return status(plans).code();
        }
    }

    private static ExitStatus status(List<SyncPlan> plans) {
        if (PlanText.undecided(plans)) {
            return ExitStatus.PARTLY;
        }
        return PlanText.held(plans) ? ExitStatus.HELD : ExitStatus.OK;
    }
}
