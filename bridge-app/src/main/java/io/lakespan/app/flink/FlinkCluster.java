package io.lakespan.app.flink;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.RunState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Flink session cluster, local or remote, through its REST API.
 *
 * <p>The requests are those of Flink's REST API v1: {@code /jars}, {@code /jobs} and the savepoint triggers.
 */
public final class FlinkCluster {
    private static final Duration SAVEPOINT_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration METRICS_FETCH = Duration.ofMillis(1_200);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(300);

    private final URI url;
    private final FlinkRest rest;

    private FlinkCluster(URI url, FlinkRest rest) {
        this.url = url;
        this.rest = rest;
    }

    public static FlinkCluster at(URI url) {
        return new FlinkCluster(requireNonNull(url, "url"), new FlinkRest(url));
    }

    public URI url() {
        return url;
    }

    /** How much of the cluster is free. */
    public Capacity capacity() {
        JsonNode overview = rest.call("GET", "/overview");
        return new Capacity(
                overview.path("taskmanagers").asInt(),
                overview.path("slots-total").asInt(),
                overview.path("slots-available").asInt());
    }

    /** TaskManagers and slots as the JobManager counts them now. */
    public record Capacity(int taskManagers, int slots, int freeSlots) {}

    /** All jobs the cluster remembers, the newest first. */
    public List<FlinkJob> jobs() {
        List<FlinkJob> jobs = new ArrayList<>();
        rest.call("GET", "/jobs/overview").path("jobs").forEach(job -> jobs.add(job(job)));
        jobs.sort((one, other) -> other.startedAt().compareTo(one.startedAt()));
        return List.copyOf(jobs);
    }

    /** The job of that name that has not ended, if there is one. */
    public Optional<FlinkJob> running(String name) {
        return jobs().stream()
                .filter(job -> job.name().equals(name) && !job.state().terminal())
                .findFirst();
    }

    /** The job of that name that runs, or else the one that was started last. */
    public Optional<FlinkJob> newest(String name) {
        return running(name)
                .or(() -> jobs().stream().filter(job -> job.name().equals(name)).findFirst());
    }

    /** The job as it is now, or empty when the cluster does not know it any more. */
    public Optional<FlinkJob> find(String jobId) {
        return jobs().stream().filter(job -> job.id().equals(jobId)).findFirst();
    }

    /** Uploads a jar unless the cluster has one of the same name, which holds a digest of its content. */
    public String upload(JobJar jar) {
        for (JsonNode file : rest.call("GET", "/jars").path("files")) {
            if (file.path("name").asText().equals(jar.uploadName())) {
                return file.path("id").asText();
            }
        }
        String stored = rest.upload("/jars/upload", jar.path(), jar.uploadName())
                .path("filename")
                .asText();
        return Path.of(stored).getFileName().toString();
    }

    /**
     * Starts a job of an uploaded jar; the answer comes when the job's main has built and submitted it.
     *
     * @return the Flink job id
     */
    public String run(JobStart start) {
        ObjectNode body = rest.object();
        ArrayNode list = body.putArray("programArgsList");
        start.arguments().forEach(list::add);
        start.savepoint().ifPresent(path -> body.put("savepointPath", path));
        start.parallelism().ifPresent(parallelism -> body.put("parallelism", parallelism));
        return rest.call("POST", "/jars/" + start.jarId() + "/run", body)
                .path("jobid")
                .asText();
    }

    /**
     * Looks at a job. Flink answers with counts it fetched at an earlier question, up to ten seconds old or as old as
     * that question, and fetches newer ones meanwhile.
     */
    public JobLook look(FlinkJob job) {
        return new JobReader(rest, job).read();
    }

    /** Looks at a job when Flink has had the time to fetch new counts. */
    public JobLook freshLook(FlinkJob job) {
        look(job);
        Pause.of(METRICS_FETCH);
        return look(job);
    }

    /** A setting of the JobManager, in Flink's own key. */
    public Optional<String> setting(String key) {
        for (JsonNode setting : rest.call("GET", "/jobmanager/config")) {
            if (setting.path("key").asText().equals(key)) {
                return Optional.of(setting.path("value").asText());
            }
        }
        return Optional.empty();
    }

    /**
     * Stops a job with a savepoint and waits for it.
     *
     * @return where the savepoint lies
     */
    public String stop(String jobId) {
        ObjectNode body = rest.object().put("drain", false);
        String trigger = rest.call("POST", "/jobs/" + jobId + "/stop", body)
                .path("request-id")
                .asText();
        return awaitSavepoint(jobId, trigger);
    }

    /** Ends a job at once, without a savepoint. */
    public void cancel(String jobId) {
        rest.call("PATCH", "/jobs/" + jobId + "?mode=cancel");
    }

    /** The completed checkpoints so far. */
    public long completedCheckpoints(String jobId) {
        return rest.call("GET", "/jobs/" + jobId + "/checkpoints")
                .path("counts")
                .path("completed")
                .asLong();
    }

    /** The checkpoints and savepoints of a job, also of one that ended. */
    public JobLook.Checkpoints checkpoints(FlinkJob job) {
        return new JobReader(rest, job).checkpoints();
    }

    /** The newest failure the job has seen, in one line. */
    public Optional<String> lastFailure(String jobId) {
        return find(jobId).flatMap(job -> new JobReader(rest, job).failure()).map(JobLook.Failure::cause);
    }

    private String awaitSavepoint(String jobId, String trigger) {
        Instant deadline = Instant.now().plus(SAVEPOINT_TIMEOUT);
        while (Instant.now().isBefore(deadline)) {
            JsonNode answer = rest.call("GET", "/jobs/" + jobId + "/savepoints/" + trigger);
            if (answer.path("status").path("id").asText().equals("COMPLETED")) {
                return savepoint(jobId, answer.path("operation"));
            }
            Pause.of(POLL_INTERVAL);
        }
        throw new BridgeException(
                ErrorCode.OUTCOME_UNKNOWN,
                "the savepoint of job " + jobId + " was not ready after " + SAVEPOINT_TIMEOUT.toMinutes()
                        + " minutes; look at " + url + "/#/job/running/" + jobId);
    }

    private static String savepoint(String jobId, JsonNode operation) {
        JsonNode location = operation.path("location");
        if (location.isMissingNode()) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    "Flink could not take the savepoint of job " + jobId + ", the job goes on: "
                            + FailureText.of(operation
                                    .path("failure-cause")
                                    .path("stack-trace")
                                    .asText()));
        }
        return location.asText();
    }

    private static FlinkJob job(JsonNode job) {
        long end = job.path("end-time").asLong();
        return new FlinkJob(
                job.path("jid").asText(),
                job.path("name").asText(),
                state(job.path("state").asText()),
                Instant.ofEpochMilli(job.path("start-time").asLong()),
                end <= 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(end)));
    }

    private static RunState state(String flink) {
        return switch (flink) {
            case "RUNNING" -> RunState.RUNNING;
            case "RESTARTING", "FAILING" -> RunState.RESTARTING;
            case "SUSPENDED" -> RunState.SUSPENDED;
            case "FINISHED" -> RunState.FINISHED;
            case "CANCELED", "CANCELLING" -> RunState.CANCELED;
            case "FAILED" -> RunState.FAILED;
            default -> RunState.CREATED;
        };
    }
}
