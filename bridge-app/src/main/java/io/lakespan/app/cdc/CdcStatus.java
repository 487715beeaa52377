package io.lakespan.app.cdc;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.flink.JobLook;
import io.lakespan.app.state.CdcRuns.CdcRun;
import io.lakespan.lineage.RunState;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a job is doing.
 *
 * @param look what the cluster tells; absent when it does not know the job any more
 * @param kept what this home remembers of the same run; absent when it was submitted from elsewhere
 * @param cluster where it runs
 */
public record CdcStatus(String name, Optional<JobLook> look, Optional<CdcRun> kept, URI cluster) {
    private static final Duration QUIET = Duration.ofSeconds(10);
    /** Flink renews its counts every ten seconds: before this they say little about how fast it goes. */
    private static final Duration SETTLED = Duration.ofSeconds(30);
    /** Flink's own rates are over the last minute, which has to have passed. */
    private static final Duration MINUTE_SEEN = Duration.ofSeconds(70);

    public CdcStatus {
        requireNonNull(name, "name");
        requireNonNull(look, "look");
        requireNonNull(kept, "kept");
        requireNonNull(cluster, "cluster");
    }

    /**
     * How far the first reading of the tables is, as far as MySQL's estimate of their rows goes; the connector itself
     * tells nothing about it.
     *
     * @param perSecond in the last minute, or on average since it began when that is not as long ago
     * @param reads how long it reads
     */
    public record Snapshot(long rows, long estimatedRows, double perSecond, Duration reads) {
        /** The estimate may be too low, so that only the end itself is the whole. */
        public int percent() {
            return (int) Math.min(99, rows * 100 / Math.max(1, estimatedRows));
        }

        /** Absent at first, and when more was read than was expected. */
        public Optional<Duration> left() {
            return reads.compareTo(SETTLED) < 0 || rows >= estimatedRows || perSecond <= 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds((long) Math.ceil((estimatedRows - rows) / perSecond)));
        }
    }

    public RunState state() {
        return look.map(seen -> seen.job().state())
                .orElseGet(() -> kept.orElseThrow().run().state());
    }

    public String jobId() {
        return look.map(seen -> seen.job().id())
                .orElseGet(() -> kept.orElseThrow().run().runId());
    }

    /** A fact this home remembers of the run. */
    Optional<String> attribute(String name) {
        return kept.map(entry -> entry.run().attributes().get(name));
    }

    /**
     * Present while the tables are read for the first time: before the first change, while there is something to read.
     * A restart begins the counts anew, so that there is no telling after one.
     */
    public Optional<Snapshot> snapshot() {
        return look.filter(this::beforeTheFirstChange).flatMap(this::snapshot);
    }

    private boolean beforeTheFirstChange(JobLook seen) {
        return seen.job().state() == RunState.RUNNING
                && seen.restarts().orElse(0) == 0
                && seen.source().fetchLag().isEmpty()
                && seen.source().idle().orElse(Duration.ZERO).compareTo(QUIET) < 0;
    }

    private Optional<Snapshot> snapshot(JobLook seen) {
        OptionalLong rows = seen.source().rows();
        if (rows.isEmpty() || seen.source().since().isEmpty()) {
            return Optional.empty();
        }
        Duration reads = Duration.between(seen.source().since().get(), seen.at());
        double rate = rate(seen, rows.getAsLong(), reads);
        return attribute(RunAttributes.ESTIMATED_ROWS)
                .map(estimated -> new Snapshot(rows.getAsLong(), Long.parseLong(estimated), rate, reads));
    }

    private static double rate(JobLook seen, long rows, Duration reads) {
        double average = rows / Math.max(0.001, reads.toMillis() / 1000.0);
        return reads.compareTo(MINUTE_SEEN) < 0
                ? average
                : seen.source().rowsPerSecond().orElse(average);
    }
}
