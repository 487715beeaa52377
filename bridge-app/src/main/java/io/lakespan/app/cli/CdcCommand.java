package io.lakespan.app.cli;

import io.lakespan.app.cdc.CdcJobs;
import io.lakespan.app.cdc.CdcVerification;
import io.lakespan.app.state.CdcRuns.CdcRun;
import io.lakespan.app.text.TextTable;
import io.lakespan.app.verify.ComparisonListener;
import io.lakespan.app.verify.ComparisonReport;
import io.lakespan.app.wiring.Services;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.cdc.rules.Transforms;
import io.lakespan.cdc.source.CdcChecks;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.cdc.source.SourceTables;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** CDC jobs on a Flink cluster. */
@Command(
        name = "cdc",
        description = "Carry MySQL tables to Iceberg with a Flink job.",
        subcommands = {
            CdcInitCommand.class,
            CdcCommand.Validate.class,
            CdcCommand.Run.class,
            CdcCommand.ListJobs.class,
            CdcStatusCommand.class,
            CdcRescaleCommand.class,
            CdcCommand.Stop.class,
            CdcApproveCommand.class,
            CdcCommand.Verify.class
        })
final class CdcCommand {
    @ParentCommand
    Lakespan root;

    private static void warn(CommandSpec spec, List<String> warnings) {
        warnings.forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
    }

    /** What was submitted, and what it goes on from. */
    static void print(CommandSpec spec, CdcJobs.Submitted submitted, URI cluster) {
        warn(spec, submitted.warnings());
        PrintWriter out = spec.commandLine().getOut();
        submitted.savepoint().ifPresent(path -> out.println("Going on from " + path));
        out.printf(
                "Job %s (%s) carries %d tables; see %s/#/job/running/%s%n",
                submitted.run().job(),
                submitted.run().runId(),
                submitted.tables().tables().size(),
                cluster,
                submitted.run().runId());
        out.flush();
    }

    @Command(
            name = "validate",
            description = "Check a definition and its source; nothing is submitted and nothing written.")
    static final class Validate implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "The definition, YAML.")
        private Path file;

        @Option(names = "--offline", description = "Check the file alone; the source is not asked.")
        private boolean offline;

        @Override
        public Integer call() {
            PipelineDefinition definition = PipelineDefinition.read(file);
            if (offline) {
                Transforms.of(definition.transforms()).requireSql();
                warn(spec, definition.warnings());
                print("The file is valid; the source was not asked.\n");
                return ExitStatus.OK.code();
            }
            SourceTables source = CdcChecks.check(definition, SecretResolver.ofProcess());
            warn(spec, source.warnings());
            print(table(source) + "\nValid: " + source.tables().size() + " tables of "
                    + definition.source().address() + ".\n");
            return ExitStatus.OK.code();
        }

        private void print(String text) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        }

        private static TextTable table(SourceTables source) {
            TextTable table = new TextTable("SOURCE", "SINK", "COLUMNS", "KEY", "ROWS, ABOUT");
            for (RoutedTable routed : source.tables()) {
                table.row(
                        routed.source().label(),
                        routed.target(),
                        routed.source().columns().size(),
                        String.join(", ", routed.source().key()),
                        routed.source().estimatedRows());
            }
            return table;
        }
    }

    @Command(name = "run", description = "Check a definition and submit its job.")
    static final class Run implements Callable<Integer> {
        @ParentCommand
        CdcCommand parent;

        @Spec
        CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "The definition, YAML.")
        private Path file;

        @Option(
                names = "--from-savepoint",
                paramLabel = "PATH",
                description = "Go on from a savepoint or retained checkpoint; 'latest' is the newest one known.")
        private Optional<String> savepoint = Optional.empty();

        @Override
        public Integer call() {
            try (Services services = parent.root.services()) {
                CdcJobs.Submitted submitted = new CdcJobs(services, Clock.systemUTC()).run(file, savepoint);
                print(spec, submitted, services.flink().url());
            }
            return ExitStatus.OK.code();
        }
    }

    @Command(name = "list", description = "List the jobs and how they are doing.")
    static final class ListJobs implements Callable<Integer> {
        @ParentCommand
        CdcCommand parent;

        @Spec
        CommandSpec spec;

        @Override
        public Integer call() {
            TextTable table = new TextTable("NAME", "STATE", "JOB ID", "STARTED", "TABLES", "SAVEPOINT");
            try (Services services = parent.root.services()) {
                for (CdcRun entry : new CdcJobs(services, Clock.systemUTC()).list()) {
                    table.row(
                            entry.run().job(),
                            entry.run().state(),
                            entry.run().runId(),
                            entry.run().startedAt(),
                            entry.run().edges().size(),
                            entry.savepoint().orElse("-"));
                }
            }
            spec.commandLine().getOut().print(table.isEmpty() ? "No CDC jobs.\n" : table.toString());
            spec.commandLine().getOut().flush();
            return ExitStatus.OK.code();
        }
    }

    @Command(name = "stop", description = "Stop a job with a savepoint.")
    static final class Stop implements Callable<Integer> {
        @ParentCommand
        CdcCommand parent;

        @Spec
        CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "The job's name, its pipeline.name.")
        private String name;

        @Override
        public Integer call() {
            try (Services services = parent.root.services()) {
                String savepoint = new CdcJobs(services, Clock.systemUTC()).stop(name);
                spec.commandLine().getOut().println("Stopped " + name + "; savepoint: " + savepoint);
            }
            return ExitStatus.OK.code();
        }
    }

    @Command(name = "verify", description = "Compare lake and source over every row and column; nobody may write.")
    static final class Verify implements Callable<Integer> {
        @ParentCommand
        CdcCommand parent;

        @Spec
        CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "The definition, YAML.")
        private Path file;

        @Override
        public Integer call() {
            try (Services services = parent.root.services()) {
                ComparisonReport report = CdcVerification.of(file, services, ComparisonListener.SILENT);
                report.lines().forEach(spec.commandLine().getOut()::println);
                return report.equal() ? ExitStatus.OK.code() : ExitStatus.MISMATCH.code();
            }
        }
    }
}
