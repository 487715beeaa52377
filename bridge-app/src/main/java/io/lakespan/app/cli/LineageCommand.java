package io.lakespan.app.cli;

import io.lakespan.app.text.LineageTree;
import io.lakespan.app.wiring.Services;
import io.lakespan.lineage.Dataset;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Where a table comes from and where it goes. */
@Command(name = "lineage", description = "Show lineage as Atlas has it.", subcommands = LineageCommand.Show.class)
final class LineageCommand {
    @ParentCommand
    Lakespan root;

    @Command(name = "show", description = "Show what a table comes from and goes to, as a tree.")
    static final class Show implements Callable<Integer> {
        @ParentCommand
        LineageCommand parent;

        @Spec
        CommandSpec spec;

        @Parameters(paramLabel = "DATABASE.TABLE", description = "The table of the lake.")
        private String table;

        @Option(
                names = "--depth",
                paramLabel = "N",
                defaultValue = "6",
                description = "Hops up and down, a job counts as one (default: ${DEFAULT-VALUE}).")
        private int depth;

        @Override
        public Integer call() {
            try (Services services = parent.root.services()) {
                Dataset dataset = new Dataset.LakeTable(TableRef.parse(table), TableFormat.ICEBERG);
                spec.commandLine()
                        .getOut()
                        .print(LineageTree.of(services.lineage().around(dataset, depth)));
                spec.commandLine().getOut().flush();
                return ExitStatus.OK.code();
            }
        }
    }
}
