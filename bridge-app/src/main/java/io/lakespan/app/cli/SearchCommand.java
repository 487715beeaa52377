package io.lakespan.app.cli;

import io.lakespan.app.text.TextTable;
import io.lakespan.app.wiring.Services;
import io.lakespan.spi.SearchHit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Searches the unified catalog. */
@Command(name = "search", description = "Search tables, columns and jobs in Atlas.")
final class SearchCommand implements Callable<Integer> {
    @ParentCommand
    Lakespan root;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "TEXT", description = "What to look for.")
    private String text;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most N hits (default: 20).")
    private int limit;

    @Override
    public Integer call() {
        TextTable table = new TextTable("TYPE", "NAME", "QUALIFIED NAME", "DESCRIPTION");
        try (Services services = root.services()) {
            for (SearchHit hit : services.search().search(text, limit)) {
                table.row(
                        hit.type(),
                        hit.name(),
                        hit.qualifiedName(),
                        hit.description().orElse(""));
            }
        }
        spec.commandLine().getOut().print(table.isEmpty() ? "Nothing found for '" + text + "'.\n" : table.toString());
        spec.commandLine().getOut().flush();
        return ExitStatus.OK.code();
    }
}
