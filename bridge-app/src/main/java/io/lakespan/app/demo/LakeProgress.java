package io.lakespan.app.demo;

import io.lakespan.app.demo.shop.Shop;
import io.lakespan.app.flink.FlinkCluster;
import io.lakespan.app.flink.FlinkJob;
import io.lakespan.app.flink.Pause;
import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.app.wiring.Services;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.iceberg.IcebergRows;
import io.lakespan.lineage.RunState;
import io.lakespan.model.TableRef;
import io.lakespan.spi.SearchHit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Waits for the lake to catch up with MySQL, and says how far it is. */
final class LakeProgress {
    /** How often the comparison is tried before a difference counts. */
    static final int ATTEMPTS = 4;

    private static final Duration SNAPSHOT_TIMEOUT = Duration.ofMinutes(4);
    private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofSeconds(2);

    private final Services services;
    private final FlinkCluster flink;
    private final String jobId;
    private final Consumer<String> show;

    LakeProgress(Services services, String jobId, Consumer<String> show) {
        this.services = services;
        this.flink = services.flink();
        this.jobId = jobId;
        this.show = show;
    }

    /** Until every table of the lake has at least as many rows as MySQL. */
    void awaitSnapshot(MySqlServer source) {
        long expected =
                Shop.tables().stream().mapToLong(table -> count(source, table)).sum();
        Instant begun = Instant.now();
        long rows = lakeRows();
        while (rows < expected) {
            requireRunning();
            requireTime(begun, SNAPSHOT_TIMEOUT, "the snapshot has %,d of %,d rows".formatted(rows, expected));
            Pause.of(POLL);
            rows = lakeRows();
            show.accept(rateLine(rows, expected, begun));
        }
    }

    /** Until all that MySQL had written when this was called can be in the lake: two checkpoints from now. */
    void awaitCheckpoints() {
        long goal = flink.completedCheckpoints(jobId) + 2;
        Instant begun = Instant.now();
        while (flink.completedCheckpoints(jobId) < goal) {
            requireRunning();
            requireTime(begun, CHECKPOINT_TIMEOUT, "no checkpoint completed");
            Pause.of(POLL);
        }
    }

    static void awaitEnd(FlinkCluster flink, String jobId) {
        Instant begun = Instant.now();
        while (flink.find(jobId).filter(job -> !ended(job)).isPresent()) {
            requireTime(begun, CHECKPOINT_TIMEOUT, "job " + jobId + " does not end");
            Pause.of(Duration.ofMillis(500));
        }
    }

    /** Atlas's search index follows its graph by a moment. */
    static List<SearchHit> awaitHits(Supplier<List<SearchHit>> search) {
        Instant begun = Instant.now();
        List<SearchHit> hits = search.get();
        while (hits.isEmpty()) {
            requireTime(begun, Duration.ofSeconds(30), "Atlas's search finds nothing");
            Pause.of(POLL);
            hits = search.get();
        }
        return hits;
    }

    private static boolean ended(FlinkJob job) {
        return job.endedAt().isPresent();
    }

    private static String rateLine(long rows, long expected, Instant begun) {
        double seconds = Math.max(0.1, Duration.between(begun, Instant.now()).toMillis() / 1000.0);
        double rate = rows / seconds;
        return "  %,9d of %,d rows in the lake, %,.0f/s%s"
                .formatted(
                        rows,
                        expected,
                        rate,
                        rows == 0 || rows >= expected ? "" : ", %.0f s left".formatted((expected - rows) / rate));
    }

    private void requireRunning() {
        Optional<FlinkJob> job = flink.find(jobId);
        if (job.isEmpty() || job.get().state() == RunState.FAILED) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    "the CDC job failed: " + flink.lastFailure(jobId).orElse("Flink does not know it any more")
                            + "; look at " + flink.url() + "/#/job/" + jobId + "/exceptions");
        }
    }

    private static void requireTime(Instant begun, Duration limit, String state) {
        if (Duration.between(begun, Instant.now()).compareTo(limit) > 0) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    state + " after " + limit.toSeconds() + " s; look at 'lakespan logs flink-taskmanager'");
        }
    }

    private long lakeRows() {
        return Shop.tables().stream().mapToLong(this::lakeRows).sum();
    }

    /** A table's own count, from its newest snapshot's summary: cheap while it grows. */
    private long lakeRows(String table) {
        try (IcebergRows rows = IcebergRows.inGlue(services.iceberg(), TableRef.of(Shop.DATABASE, table))) {
            return Long.parseLong(rows.summary().getOrDefault("total-records", "0"));
        } catch (BridgeException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return 0;
            }
            throw e;
        }
    }

    private static long count(MySqlServer server, String table) {
        try (Connection connection = server.connect(Map.of());
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT COUNT(*) FROM `" + Shop.DATABASE + "`.`" + table + "`")) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new BridgeException(ErrorCode.UNAVAILABLE, "MySQL at " + server.address() + " cannot be read", e);
        }
    }
}
