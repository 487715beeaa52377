package io.lakespan.app.cdc;

import io.lakespan.app.cdc.CdcStatus.Snapshot;
import io.lakespan.app.flink.JobLook;
import io.lakespan.app.flink.JobLook.Checkpoints;
import io.lakespan.app.flink.JobLook.Completed;
import io.lakespan.app.flink.JobLook.Source;
import io.lakespan.app.text.Figures;
import io.lakespan.app.text.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A status for people: a line for each thing there is to know. */
public final class CdcStatusText {
    private static final String UNKNOWN = "-";

    private final CdcStatus status;
    private final TextTable table;

    private CdcStatusText(CdcStatus status) {
        this.status = status;
        this.table = new TextTable("JOB", status.name() + " (" + status.jobId() + ")");
    }

    public static String of(CdcStatus status) {
        CdcStatusText text = new CdcStatusText(status);
        status.look().ifPresentOrElse(text::seen, text::remembered);
        status.kept()
                .flatMap(entry -> entry.savepoint())
                .ifPresent(savepoint -> text.table.row("SAVEPOINT", savepoint));
        text.table.row("SEE", status.cluster() + "/#/job/" + status.jobId());
        return text.table.toString();
    }

    private void remembered() {
        table.row("STATE", status.state() + ", as this home last saw it");
        status.attribute(RunAttributes.LAST_FAILURE).ifPresent(cause -> table.row("FAILURE", cause));
        table.row("READ", rows(status.attribute(RunAttributes.ROWS).map(Long::parseLong)));
        status.attribute(RunAttributes.LAST_CHECKPOINT).ifPresent(path -> table.row("CHECKPOINT", path));
    }

    private void seen(JobLook look) {
        table.row("STATE", state(look));
        table.row("RESTARTS", restarts(look));
        look.failure()
                .ifPresent(failure -> table.row("FAILURE", ago(failure.at(), look.at()) + ": " + failure.cause()));
        status.attribute(RunAttributes.STARTED_FROM).ifPresent(path -> table.row("BEGAN AT", path));
        status.snapshot().ifPresent(snapshot -> table.row("SNAPSHOT", snapshot(snapshot)));
        table.row("READ", read(look.source()));
        if (!look.job().state().terminal()) {
            table.row("LAG", lag(look.source()));
        }
        table.row("CHECKPOINTS", checkpoints(look.checkpoints(), look.at()));
        look.checkpoints().last().ifPresent(last -> table.row("", last.path()));
    }

    private static String state(JobLook look) {
        String state = look.job().state().toString();
        if (look.job().state().terminal()) {
            return state
                    + look.job().endedAt().map(end -> " " + ago(end, look.at())).orElse("");
        }
        String span = look.runningSince()
                .map(since -> " for " + Figures.span(Duration.between(since, look.at())))
                .orElse("");
        String waits = look.complete() ? "" : ", waits for slots or starts";
        return "%s%s, parallelism %d, %d of %d tasks run%s"
                .formatted(
                        state,
                        span,
                        look.layout().parallelism(),
                        look.layout().runningTasks(),
                        look.layout().tasks(),
                        waits);
    }

    private String restarts(JobLook look) {
        return look.restarts().isPresent()
                ? Long.toString(look.restarts().getAsLong())
                : status.attribute(RunAttributes.RESTARTS).orElse(UNKNOWN);
    }

    private static String snapshot(Snapshot snapshot) {
        return "%s about %d %%, %,d of about %,d rows, %s%s"
                .formatted(
                        Figures.bar(snapshot.percent()),
                        snapshot.percent(),
                        snapshot.rows(),
                        snapshot.estimatedRows(),
                        Figures.rate(snapshot.perSecond()),
                        snapshot.left()
                                .map(left -> ", about " + Figures.span(left) + " left")
                                .orElse(""));
    }

    private static String read(Source source) {
        List<String> parts = new ArrayList<>();
        parts.add(rows(source.rows().stream().boxed().findFirst()));
        source.rowsPerSecond().ifPresent(rate -> parts.add(Figures.rate(rate) + " over the last minute"));
        source.bytes().ifPresent(bytes -> parts.add(Figures.bytes(bytes) + " handed on"));
        source.bytesPerSecond().ifPresent(rate -> parts.add(Figures.bytes(rate) + "/s"));
        return String.join(", ", parts);
    }

    private static String rows(Optional<Long> rows) {
        return rows.map(count -> count == 1 ? "1 row" : "%,d rows".formatted(count))
                .orElse(UNKNOWN);
    }

    private static String lag(Source source) {
        List<String> parts = new ArrayList<>();
        parts.add(source.fetchLag()
                .map(lag -> Figures.span(lag) + " when read")
                .orElse("unknown before the first change"));
        source.emitLag().ifPresent(lag -> parts.add(Figures.span(lag) + " when handed on"));
        source.idle()
                .filter(idle -> idle.toSeconds() > 0)
                .ifPresent(idle -> parts.add("nothing to read for " + Figures.span(idle)));
        return String.join(", ", parts);
    }

    private static String checkpoints(Checkpoints checkpoints, Instant now) {
        String counts = "%,d completed, %,d failed".formatted(checkpoints.completed(), checkpoints.failed());
        return counts + checkpoints.last().map(last -> "; " + last(last, now)).orElse("");
    }

    private static String last(Completed last, Instant now) {
        return "the last " + ago(last.at(), now) + " in " + Figures.span(last.took()) + ", "
                + Figures.bytes(last.bytes());
    }

    private static String ago(Instant then, Instant now) {
        return Figures.span(Duration.between(then, now)) + " ago";
    }
}
