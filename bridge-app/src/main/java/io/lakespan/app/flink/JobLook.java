package io.lakespan.app.flink;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One look at a job: what its cluster tells of it.
 *
 * @param at when, by the cluster's clock
 * @param runningSince when it last began to run
 * @param restarts absent when the cluster does not tell any more
 */
public record JobLook(
        FlinkJob job,
        Instant at,
        Optional<Instant> runningSince,
        Layout layout,
        OptionalLong restarts,
        Optional<Failure> failure,
        Checkpoints checkpoints,
        Source source) {
    public JobLook {
        requireNonNull(job, "job");
        requireNonNull(at, "at");
        requireNonNull(runningSince, "runningSince");
        requireNonNull(layout, "layout");
        requireNonNull(restarts, "restarts");
        requireNonNull(failure, "failure");
        requireNonNull(checkpoints, "checkpoints");
        requireNonNull(source, "source");
    }

    /** Whether every task runs; a job without enough slots says that it runs, and waits. */
    public boolean complete() {
        return layout.runningTasks() == layout.tasks();
    }

    /**
     * How the job is spread.
     *
     * @param maxParallelism beyond which its state cannot be spread
     * @param slotGroups how many slots it takes for each step of parallelism
     * @param slots the slots it holds
     */
    public record Layout(int parallelism, int maxParallelism, int slotGroups, int slots, int tasks, int runningTasks) {}

    /** The root cause of the newest failure, in one line and without secrets. */
    public record Failure(String cause, Instant at) {}

    /**
     * Checkpoints since the job was submitted.
     *
     * @param last the newest completed one
     * @param savepoint the newest savepoint
     */
    public record Checkpoints(long completed, long failed, Optional<Completed> last, Optional<Completed> savepoint) {}

    /** A completed checkpoint or savepoint. */
    public record Completed(String path, Instant at, Duration took, long bytes) {}

    /**
     * What the sources have read since they were last started.
     *
     * @param since when they were last started
     * @param bytes what they handed on, which is what Flink counts
     * @param fetchLag how long after the change in the source it was read; absent before the first change
     * @param emitLag the same until it was handed on
     * @param idle how long there has been nothing to read
     */
    public record Source(
            Optional<Instant> since,
            OptionalLong rows,
            OptionalDouble rowsPerSecond,
            OptionalLong bytes,
            OptionalDouble bytesPerSecond,
            Optional<Duration> fetchLag,
            Optional<Duration> emitLag,
            Optional<Duration> idle) {}
}
