package io.lakespan.app.cdc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.app.flink.JobLook;
import io.lakespan.app.flink.JobLook.Checkpoints;
import io.lakespan.app.flink.JobLook.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A status for programs: one object, times in ISO 8601, spans in milliseconds; what is not known is left out. */
public final class CdcStatusJson {
    private final CdcStatus status;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private CdcStatusJson(CdcStatus status) {
        this.status = status;
    }

    /** One line. */
    public static String of(CdcStatus status) {
        return new CdcStatusJson(status).write();
    }

    private String write() {
        json.put("name", status.name());
        json.put("jobId", status.jobId());
        json.put("state", status.state().name());
        status.look().ifPresentOrElse(this::seen, this::remembered);
        status.snapshot().ifPresent(this::snapshot);
        status.attribute(RunAttributes.STARTED_FROM).ifPresent(path -> json.put("startedFrom", path));
        status.kept().flatMap(entry -> entry.savepoint()).ifPresent(path -> json.put("savepoint", path));
        json.put("url", status.cluster() + "/#/job/" + status.jobId());
        return json.toString();
    }

    private void remembered() {
        status.attribute(RunAttributes.LAST_FAILURE)
                .ifPresent(cause -> json.putObject("failure").put("cause", cause));
    }

    private void seen(JobLook look) {
        json.put("seenAt", look.at().toString());
        json.put("startedAt", look.job().startedAt().toString());
        look.job().endedAt().ifPresent(end -> json.put("endedAt", end.toString()));
        if (!look.job().state().terminal()) {
            look.runningSince().ifPresent(since -> json.put("uptimeMillis", millis(since, look.at())));
        }
        json.put("parallelism", look.layout().parallelism());
        json.put("tasks", look.layout().tasks())
                .put("runningTasks", look.layout().runningTasks());
        number(json, "restarts", look.restarts());
        look.failure().ifPresent(failure -> json.putObject("failure")
                .put("cause", failure.cause())
                .put("at", failure.at().toString()));
        checkpoints(look.checkpoints(), look.at());
        source(look.source());
    }

    private void checkpoints(Checkpoints checkpoints, Instant now) {
        ObjectNode node = json.putObject("checkpoints");
        node.put("completed", checkpoints.completed()).put("failed", checkpoints.failed());
        checkpoints.last().ifPresent(last -> node.putObject("last")
                .put("path", last.path())
                .put("at", last.at().toString())
                .put("ageMillis", millis(last.at(), now))
                .put("tookMillis", last.took().toMillis())
                .put("bytes", last.bytes()));
    }

    private void source(Source source) {
        ObjectNode node = json.putObject("source");
        number(node, "rows", source.rows());
        number(node, "rowsPerSecond", source.rowsPerSecond());
        number(node, "bytes", source.bytes());
        number(node, "bytesPerSecond", source.bytesPerSecond());
        source.fetchLag().ifPresent(lag -> node.put("fetchLagMillis", lag.toMillis()));
        source.emitLag().ifPresent(lag -> node.put("emitLagMillis", lag.toMillis()));
        source.idle().ifPresent(idle -> node.put("idleMillis", idle.toMillis()));
    }

    private void snapshot(CdcStatus.Snapshot snapshot) {
        ObjectNode node = json.putObject("snapshot");
        node.put("rows", snapshot.rows()).put("estimatedRows", snapshot.estimatedRows());
        node.put("percent", snapshot.percent()).put("rowsPerSecond", snapshot.perSecond());
        snapshot.left().ifPresent(left -> node.put("leftMillis", left.toMillis()));
    }

    private static void number(ObjectNode into, String name, OptionalLong value) {
        value.ifPresent(number -> into.put(name, number));
    }

    private static void number(ObjectNode into, String name, OptionalDouble value) {
        value.ifPresent(number -> into.put(name, number));
    }

    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
