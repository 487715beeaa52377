package io.lakespan.app.bench;

import io.lakespan.app.fixture.GlueEngine;
import io.lakespan.app.flink.FlinkCluster;
import io.lakespan.app.flink.FlinkJob;
import io.lakespan.lineage.RunState;
import io.lakespan.model.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.awaitility.Awaitility;

/** When rows came into the lake, by the commits of its tables. */
final class LakeClock {
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final GlueEngine engine;
    private final FlinkCluster cluster;

    LakeClock(GlueEngine engine, FlinkCluster cluster) {
        this.engine = engine;
        this.cluster = cluster;
    }

    /**
     * Waits until every table's files hold at least so many rows, those that later ones have replaced included, and takes
     * the time of the commit that brought the last of them.
     */
    Instant reached(List<TableRef> tables, long rows, String job) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> runs(job) && tables.stream().allMatch(table -> written(table) >= rows));
        return tables.stream()
                .map(table -> reached(table, rows))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Seconds from the start of a job until then. */
    double seconds(String job, Instant until) {
        return Duration.between(job(job).startedAt(), until).toMillis() / 1000.0;
    }

    private boolean runs(String id) {
        RunState state = job(id).state();
        if (state.terminal() || state == RunState.RESTARTING) {
            throw new IllegalStateException(
                    "the job failed: " + cluster.lastFailure(id).orElse("without a word"));
        }
        return true;
    }

    private FlinkJob job(String id) {
        return cluster.find(id).orElseThrow();
    }

    private long written(TableRef table) {
        return find(table).map(Table::currentSnapshot).map(LakeClock::rows).orElse(0L);
    }

    private Instant reached(TableRef table, long rows) {
        return StreamSupport.stream(find(table).orElseThrow().snapshots().spliterator(), false)
                .filter(snapshot -> rows(snapshot) >= rows)
                .map(snapshot -> Instant.ofEpochMilli(snapshot.timestampMillis()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static long rows(Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary();
        return Long.parseLong(summary.getOrDefault("total-records", "0"));
    }

    private Optional<Table> find(TableRef table) {
        try {
            return Optional.of(engine.load(table));
        } catch (NoSuchTableException e) {
            return Optional.empty();
        }
    }
}
