package io.lakespan.app.cli;

import io.lakespan.app.sync.PassReport;
import io.lakespan.app.sync.PlanFile;
import io.lakespan.app.sync.PlanRequest;
import io.lakespan.app.sync.PlanText;
import io.lakespan.app.sync.SyncWork;
import io.lakespan.app.wiring.Services;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.sync.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Plans and does it, or does a plan that was kept. */
@Command(name = "apply", description = "Plan and do it, or do the kept plan if it still holds.")
final class SyncApplyCommand implements Callable<Integer> {
    @ParentCommand
    SyncCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    SyncRequest request;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    boolean json;

    @Parameters(
            paramLabel = "PLAN",
            arity = "0..1",
            description = "The plan 'sync plan --out PLAN' kept; refused when it no longer holds.")
    Optional<Path> plan = Optional.empty();

    @Override
    public Integer call() {
        Optional<PlanFile> kept = plan.map(PlanFile::read);
        PlanRequest asked = kept.map(PlanFile::request).orElseGet(request::plan);
        try (Services services = parent.root.services()) {
            SyncWork work = SyncWork.of(
                    services.pair(asked), new RateLine(spec.commandLine().getErr()));
            kept.ifPresent(file -> requireSamePair(file, work.pairName()));
            PassReport report =
                    work.apply(asked, plans -> kept.ifPresent(file -> file.requireSame(plans)), () -> false);
            PrintWriter out = spec.commandLine().getOut();
            out.print(json ? PlanText.json(report) : PlanText.of(report));
            out.flush();
            return status(report).code();
        }
    }

    private static void requireSamePair(PlanFile file, String pair) {
        if (!file.pair().equals(pair)) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "the plan is of " + file.pair() + ", this is " + pair + "; choose its profile with --profile");
        }
    }

    static ExitStatus status(PassReport report) {
        boolean failed = report.outcomes().stream().anyMatch(Outcome.Failed.class::isInstance);
        if (failed || PlanText.undecided(report.plans())) {
            return ExitStatus.PARTLY;
        }
        return PlanText.held(report.plans()) ? ExitStatus.HELD : ExitStatus.OK;
    }
}
