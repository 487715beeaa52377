package io.lakespan.app.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakespan.app.flink.JobLook.Checkpoints;
import io.lakespan.app.flink.JobLook.Completed;
import io.lakespan.app.flink.JobLook.Failure;
import io.lakespan.app.flink.JobLook.Layout;
import io.lakespan.lineage.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads all a cluster tells of one job. */
final class JobReader {
    // Flink's web.refresh-interval is 3 s: its details of a job may be that much older than its list of jobs.
    private static final Duration AGE_OF_ANSWERS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final FlinkRest rest;
    private final FlinkJob job;
    private final String path;

    JobReader(FlinkRest rest, FlinkJob job) {
        this.rest = rest;
        this.job = job;
        this.path = "/jobs/" + job.id();
    }

    JobLook read() {
        JsonNode details = rest.call("GET", path);
        return new JobLook(
                job,
                Instant.ofEpochMilli(details.path("now").asLong()),
                time(details.path("timestamps").path("RUNNING")),
                layout(details.path("vertices")),
                restarts(),
                failure(),
                checkpoints(),
                new SourceReader(rest, path, details).read());
    }

    private static Layout layout(JsonNode vertices) {
        Map<String, Integer> groups = new TreeMap<>();
        int most = Integer.MAX_VALUE;
        int tasks = 0;
        int running = 0;
        for (JsonNode vertex : vertices) {
            int parallelism = vertex.path("parallelism").asInt();
            groups.merge(vertex.path("slotSharingGroupId").asText(), parallelism, Math::max);
            most = Math.min(most, vertex.path("maxParallelism").asInt());
            tasks += parallelism;
            running += vertex.path("tasks").path("RUNNING").asInt();
        }
        int widest = groups.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int slots = groups.values().stream().mapToInt(Integer::intValue).sum();
        return new Layout(widest, most, groups.size(), slots, tasks, running);
    }

    private OptionalLong restarts() {
        JsonNode values = rest.call("GET", path + "/metrics?get=numRestarts");
        return values.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(values.get(0).path("value").asLong());
    }

    /** The newest failure; of a job that failed there is one, once Flink's answer is as new as the job's state. */
    Optional<Failure> failure() {
        Instant deadline = Instant.now().plus(AGE_OF_ANSWERS);
        Optional<Failure> found = newestFailure();
        while (found.isEmpty()
                && job.state() == RunState.FAILED
                && Instant.now().isBefore(deadline)) {
            Pause.of(BETWEEN_LOOKS);
            found = newestFailure();
        }
        return found;
    }

    private Optional<Failure> newestFailure() {
        JsonNode newest = rest.call("GET", path + "/exceptions")
                .path("exceptionHistory")
                .path("entries")
                .path(0);
        return time(newest.path("timestamp"))
                .map(at -> new Failure(FailureText.of(newest.path("stacktrace").asText()), at));
    }

    Checkpoints checkpoints() {
        JsonNode all = rest.call("GET", path + "/checkpoints");
        return new Checkpoints(
                all.path("counts").path("completed").asLong(),
                all.path("counts").path("failed").asLong(),
                completed(all.path("latest").path("completed")),
                completed(all.path("latest").path("savepoint")));
    }

    private static Optional<Completed> completed(JsonNode checkpoint) {
        if (checkpoint.path("external_path").asText().isEmpty()
                || checkpoint.path("discarded").asBoolean()) {
            return Optional.empty();
        }
        return Optional.of(new Completed(
                checkpoint.path("external_path").asText(),
                Instant.ofEpochMilli(checkpoint.path("latest_ack_timestamp").asLong()),
                Duration.ofMillis(checkpoint.path("end_to_end_duration").asLong()),
                checkpoint.path("state_size").asLong()));
    }

    private static Optional<Instant> time(JsonNode millis) {
        return millis.asLong() <= 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis.asLong()));
    }
}
