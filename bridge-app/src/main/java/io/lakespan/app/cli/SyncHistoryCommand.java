package io.lakespan.app.cli;

import io.lakespan.app.state.SyncRun;
import io.lakespan.app.sync.RunText;
import io.lakespan.app.wiring.Services;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The passes that were made. */
@Command(name = "history", description = "The passes made, the newest first.")
final class SyncHistoryCommand implements Callable<Integer> {
    @ParentCommand
    SyncCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    SyncPairOptions pair;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most N (default: 20).")
    int limit;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    boolean json;

    @Override
    public Integer call() {
        try (Services services = parent.root.services()) {
            List<SyncRun> runs = services.pair(pair.request()).state().runs().newest(limit);
            PrintWriter out = spec.commandLine().getOut();
            out.print(json ? RunText.json(runs) : RunText.of(runs));
            out.flush();
            return ExitStatus.OK.code();
        }
    }
}
