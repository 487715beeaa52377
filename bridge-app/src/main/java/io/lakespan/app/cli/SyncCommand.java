package io.lakespan.app.cli;

import io.lakespan.app.sync.PlanText;
import io.lakespan.app.sync.SyncPass;
import io.lakespan.app.wiring.Services;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.sync.ConflictPolicy;
import io.lakespan.sync.Outcome;
import io.lakespan.sync.SyncOptions;
import io.lakespan.sync.SyncPlan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Glue to Atlas: what would be done, and doing it. */
@Command(
        name = "sync",
        description = "Bring the tables of Glue to Atlas.",
        subcommands = {SyncCommand.Plan.class, SyncCommand.Apply.class})
final class SyncCommand {
    @ParentCommand
    Lakespan root;

    /** What both subcommands take. */
    static final class Selection {
        @Option(
                names = "--allow-drops",
                paramLabel = "N",
                defaultValue = "0",
                description = "Let up to N drops a database pass the guard (more than 10%%, at least 5, are held).")
        private int allowedDrops;

        @Option(
                names = "--on-conflict",
                paramLabel = "POLICY",
                defaultValue = "hold",
                description = "hold, prefer-catalog or prefer-atlas (default: ${DEFAULT-VALUE}).")
        private String policy;

        @Option(names = "--json", description = "Print JSON instead of a table.")
        private boolean json;

        @Parameters(paramLabel = "DATABASE", arity = "0..*", description = "Only these databases (default: all).")
        private List<String> databases = List.of();

        Set<String> databases() {
            return new TreeSet<>(databases);
        }

        SyncOptions options() {
            return SyncOptions.defaults().withPolicy(PolicyName.parse(policy)).allowingDrops(allowedDrops);
        }
    }

    @Command(name = "plan", description = "Show what 'sync apply' would do now; writes nothing.")
    static final class Plan implements Callable<Integer> {
        @ParentCommand
        SyncCommand parent;

        @Spec
        CommandSpec spec;

        @Mixin
        Selection selection;

        @Override
        public Integer call() {
            try (Services services = parent.root.services()) {
                List<SyncPlan> plans = SyncPass.of(services).plan(selection.databases(), selection.options());
                print(plans);
                return PlanText.held(plans) ? ExitStatus.HELD.code() : ExitStatus.OK.code();
            }
        }

        private void print(List<SyncPlan> plans) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(selection.json ? PlanText.json(plans) : PlanText.of(plans));
            out.flush();
        }
    }

    @Command(name = "apply", description = "Plan and do it.")
    static final class Apply implements Callable<Integer> {
        @ParentCommand
        SyncCommand parent;

        @Spec
        CommandSpec spec;

        @Mixin
        Selection selection;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            try (Services services = parent.root.services()) {
                SyncPass pass = SyncPass.of(services);
                List<SyncPlan> plans = pass.plan(selection.databases(), selection.options());
                List<Outcome> outcomes =
                        pass.apply(plans, new RateLine(spec.commandLine().getErr()));
                out.print(selection.json ? PlanText.json(plans, outcomes) : PlanText.of(plans, outcomes));
                out.flush();
                return status(plans, outcomes).code();
            }
        }

        private static ExitStatus status(List<SyncPlan> plans, List<Outcome> outcomes) {
            if (outcomes.stream().anyMatch(Outcome.Failed.class::isInstance)) {
                return ExitStatus.PARTLY;
            }
            return PlanText.held(plans) ? ExitStatus.HELD : ExitStatus.OK;
        }
    }

    /** The policies by the names people type. */
    private static final class PolicyName {
        private PolicyName() {}

        static ConflictPolicy parse(String text) {
            return switch (text) {
                case "hold" -> ConflictPolicy.HOLD;
                case "prefer-catalog" -> ConflictPolicy.PREFER_CATALOG;
                case "prefer-atlas" -> ConflictPolicy.PREFER_ATLAS;
                default ->
                    throw new BridgeException(
                            ErrorCode.INVALID_INPUT,
                            "'" + text + "' is no conflict policy; use hold, prefer-catalog or prefer-atlas");
            };
        }
    }
}
