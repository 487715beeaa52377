package io.lakespan.app.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.app.state.SyncRun;
import io.lakespan.app.text.TextTable;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The history of a pair for people, and as JSON. */
public final class RunText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunText() {}

    public static String of(List<SyncRun> runs) {
        if (runs.isEmpty()) {
            return "No passes yet.\n";
        }
        TextTable table = new TextTable("STARTED", "TOOK", "PLANNING", "STATE", "DONE", "TRIGGER", "BY", "MESSAGE");
        for (SyncRun run : runs) {
            table.row(
                    run.startedAt().truncatedTo(ChronoUnit.SECONDS),
                    took(run),
                    run.planning().map(RunText::seconds).orElse(""),
                    run.state().name().toLowerCase(Locale.ROOT),
                    counts(run),
                    run.trigger().name().toLowerCase(Locale.ROOT),
                    run.holder(),
                    run.message().orElse(""));
        }
        return table + "\n";
    }

    public static String json(List<SyncRun> runs) {
        ArrayNode all = JSON.createArrayNode();
        for (SyncRun run : runs) {
            ObjectNode node = all.addObject()
                    .put("id", run.id())
                    .put("pair", run.pair())
                    .put("by", run.holder())
                    .put("trigger", run.trigger().name())
                    .put("startedAt", run.startedAt().toString())
                    .put("endedAt", run.endedAt().map(Object::toString).orElse(null))
                    .put("state", run.state().name())
                    .put(
                            "planningMillis",
                            run.planning().map(Duration::toMillis).orElse(null))
                    .put(
                            "applyingMillis",
                            run.applying().map(Duration::toMillis).orElse(null))
                    .put("message", run.message().orElse(null));
            ObjectNode counts = node.putObject("counts");
            run.counts().forEach(counts::put);
            ObjectNode calls = node.putObject("calls");
            run.calls().forEach(calls::put);
        }
        return all.toPrettyString() + "\n";
    }

    private static String took(SyncRun run) {
        return run.endedAt()
                .map(end -> seconds(Duration.between(run.startedAt(), end)))
                .orElse("");
    }

    private static String seconds(Duration took) {
        return "%.1f s".formatted(took.toMillis() / 1000.0);
    }

    static String counts(SyncRun run) {
        return run.counts().entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
