package io.lakespan.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.lakespan.app.sync.ConflictText;
import io.lakespan.app.sync.Pair;
import io.lakespan.app.sync.PlanRequest;
import io.lakespan.app.wiring.Services;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.spi.ConflictInbox;
import io.lakespan.spi.ConflictInbox.Entry;
import io.lakespan.sync.Side;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The conflicts that wait for a person. */
@Command(
        name = "conflicts",
        description = "What both sides changed, and differently.",
        subcommands = {
            SyncConflictsCommand.ListThem.class,
            SyncConflictsCommand.Show.class,
            SyncConflictsCommand.Resolve.class
        })
final class SyncConflictsCommand {
    @ParentCommand
    SyncCommand parent;

    private <T> T withInbox(PlanRequest request, Function<ConflictInbox, T> use) {
        try (Services services = parent.root.services()) {
            Pair pair = services.pair(request);
            return use.apply(pair.state().conflicts());
        }
    }

    private static Entry entry(ConflictInbox inbox, String id) {
        return inbox.entries().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BridgeException(
                        ErrorCode.NOT_FOUND, "no conflict " + id + " waits; see 'lakespan sync conflicts list'"));
    }

    @Command(name = "list", description = "One line a conflict.")
    static final class ListThem implements Callable<Integer> {
        @ParentCommand
        SyncConflictsCommand parent;

        @Spec
        CommandSpec spec;

        @Mixin
        SyncPairOptions pair;

        @Option(names = "--json", description = "Print JSON instead of a table.")
        boolean json;

        @Override
        public Integer call() {
            List<Entry> entries = parent.withInbox(pair.request(), ConflictInbox::entries);
            PrintWriter out = spec.commandLine().getOut();
            out.print(json ? json(entries) : ConflictText.of(entries));
            out.flush();
            return ExitStatus.OK.code();
        }

        private static String json(List<Entry> entries) {
            ArrayNode all = new ObjectMapper().createArrayNode();
            entries.forEach(entry -> all.add(ConflictText.json(entry)));
            return all.toPrettyString() + "\n";
        }
    }

    @Command(name = "show", description = "One conflict with both values, who and when.")
    static final class Show implements Callable<Integer> {
        @ParentCommand
        SyncConflictsCommand parent;

        @Spec
        CommandSpec spec;

        @Mixin
        SyncPairOptions pair;

        @Parameters(paramLabel = "ID", description = "As 'list' shows it.")
        String id;

        @Override
        public Integer call() {
            Entry entry = parent.withInbox(pair.request(), inbox -> entry(inbox, id));
            PrintWriter out = spec.commandLine().getOut();
            out.print(ConflictText.of(entry));
            out.flush();
            return ExitStatus.OK.code();
        }
    }

    @Command(name = "resolve", description = "Say whose value counts; the next 'sync apply' writes it.")
    static final class Resolve implements Callable<Integer> {
        @ParentCommand
        SyncConflictsCommand parent;

        @Spec
        CommandSpec spec;

        @Mixin
        SyncPairOptions pair;

        @Parameters(paramLabel = "ID", description = "As 'list' shows it.")
        String id;

        @Option(names = "--use", required = true, paramLabel = "SIDE", description = "catalog or atlas.")
        String side;

        @Override
        public Integer call() {
            Side winner = winner();
            Entry entry = parent.withInbox(pair.request(), inbox -> {
                inbox.decide(id, winner, System.getProperty("user.name"));
                return entry(inbox, id);
            });
            PrintWriter out = spec.commandLine().getOut();
            out.println(entry.conflict().subject() + ": " + ConflictText.what(entry.conflict()) + " will be "
                    + ConflictText.value(entry.conflict(), winner) + "; 'lakespan sync apply' writes it");
            out.flush();
            return ExitStatus.OK.code();
        }

        private Side winner() {
            return switch (side) {
                case "catalog" -> Side.LEFT;
                case "atlas" -> Side.RIGHT;
                default ->
                    throw new BridgeException(
                            ErrorCode.INVALID_INPUT, "--use is '" + side + "'; it is catalog or atlas");
            };
        }
    }
}
