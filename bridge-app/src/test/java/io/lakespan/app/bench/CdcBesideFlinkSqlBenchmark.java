package io.lakespan.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.CommandRun;
import io.lakespan.app.fixture.GlueEngine;
import io.lakespan.app.flink.FlinkCluster;
import io.lakespan.app.text.TextTable;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.StackOptions;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The same tables of one MySQL into Iceberg tables of one Glue, by {@code lakespan cdc run} and by plain Flink SQL. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CdcBesideFlinkSqlBenchmark {
    private static final Path HOME =
            Path.of("target", "benchmark", "cdc-beside-flink-sql").toAbsolutePath();
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 2);
    private static final int ONE_CHANGES = Integer.getInteger("benchmark.changes", 500_000);
    private static final int MANY_CHANGES = Integer.getInteger("benchmark.changes-each", 10_000);
    private static final CdcTables WARM_UP = new CdcTables("warm_up", 1, 20_000, 16_384);
    private static final CdcTables ONE =
            new CdcTables("one", 1, Integer.getInteger("benchmark.rows", 1_000_000), 16_384);
    // Twenty readers of Flink SQL hold a piece each: with those of the one table their heap would not do.
    private static final CdcTables MANY = new CdcTables(
            "many",
            Integer.getInteger("benchmark.tables", 20),
            Integer.getInteger("benchmark.rows-each", 50_000),
            2_048);
    private static final TextTable FIGURES =
            new TextTable("WHAT", "BY", "ROUND", "SECONDS", "ROWS/S", "CPU FLINK", "CPU MYSQL", "BINLOG READERS");
    private static final TextTable RATIOS = new TextTable("RATIO", "WHAT", "BOUND");
    private static LocalStack stack;
    private static CdcSource source;
    private static GlueEngine engine;
    private static LakeClock clock;
    private static FlinkCluster flink;
    private static List<CdcWay> ways;

    /** What one way took for one step. */
    private record Taken(double seconds, CpuSeconds cpu) {
        Taken plus(Taken other) {
            return new Taken(seconds + other.seconds, cpu.plus(other.cpu));
        }
    }

    @BeforeAll
    static void tablesInMySql() throws SQLException {
        CommandRun.in(HOME, "reset", "--yes");
        System.out.println(Machine.text());
        stack = LocalStack.open(StackOptions.at(HOME)
                .withFreePorts()
                .only("mysql", "s3", "glue", "flink-jobmanager", "flink-taskmanager"));
        stack.up(Progress.lines(System.out));
        Command.prepare(HOME);
        source = new CdcSource(stack);
        for (CdcTables tables : List.of(WARM_UP, ONE, MANY)) {
            source.create(tables);
        }
        engine = new GlueEngine(stack);
        flink = FlinkCluster.at(URI.create(stack.address("flink-jobmanager")));
        clock = new LakeClock(engine, flink);
        ways = List.of(new LakespanCdc(stack), new FlinkSqlCdc(stack));
    }

    @AfterAll
    static void figures() throws SQLException {
        System.out.println(FIGURES);
        System.out.println(RATIOS);
        source.close();
        engine.close();
        stack.down();
    }

    @Test
    @Order(1)
    void oneTableIsCarriedAsFastAsByFlinkSql() throws SQLException {
        for (CdcWay way : ways) {
            flink.stop(snapshot(way, WARM_UP, 0).job());
        }
        Map<CdcWay, Taken> snapshots = new HashMap<>();
        Map<CdcWay, Taken> changes = new HashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            carryOne(round, snapshots, changes);
        }
        double snapshotRatio = ratio(snapshots, Taken::seconds);
        double changesRatio = ratio(changes, Taken::seconds);
        RATIOS.row("%.2f".formatted(snapshotRatio), "snapshot, Flink SQL's time to Lakespan's", "at least 1.0");
        RATIOS.row("%.2f".formatted(changesRatio), "changes, Flink SQL's time to Lakespan's", "at least 1.0");
        RATIOS.row(cpuRatio(snapshots), "snapshot, Flink SQL's CPU seconds to Lakespan's", "");
        RATIOS.row(cpuRatio(changes), "changes, Flink SQL's CPU seconds to Lakespan's", "");
        assertThat(snapshotRatio).isGreaterThanOrEqualTo(1.0);
        assertThat(changesRatio).isGreaterThanOrEqualTo(1.0);
    }

    @Test
    @Order(2)
    void twentyTablesTakeHalfOfFlinkSqlsProcessorTime() throws SQLException {
        Map<CdcWay, Taken> taken = new HashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            for (CdcWay way : inTurn(round)) {
                taken.merge(way, carryMany(way, round), Taken::plus);
            }
        }
        double flinkRatio = 1 / ratio(taken, each -> each.cpu().flink());
        double ratio = 1 / ratio(taken, each -> each.cpu().all());
        RATIOS.row("%.2f".formatted(flinkRatio), "twenty tables, Lakespan's CPU seconds of Flink to Flink SQL's", "");
        RATIOS.row("%.2f".formatted(ratio), "twenty tables, Lakespan's CPU seconds to Flink SQL's", "at most 0.5");
        assertThat(ratio).isLessThanOrEqualTo(0.5);
    }

    /** A job that has read all rows. */
    private record Started(String job, String lake, Taken taken) {}

    private static void carryOne(int round, Map<CdcWay, Taken> snapshots, Map<CdcWay, Taken> changes)
            throws SQLException {
        Map<CdcWay, String> savepoints = new HashMap<>();
        for (CdcWay way : inTurn(round)) {
            Started started = snapshot(way, ONE, round);
            note("snapshot", way, round, ONE.allRows(), started.taken());
            snapshots.merge(way, started.taken(), Taken::plus);
            savepoints.put(way, flink.stop(started.job()));
        }
        // Nobody reads meanwhile: what follows measures the reading, not how fast MySQL takes changes.
        source.change(ONE, ONE_CHANGES);
        for (CdcWay way : inTurn(round)) {
            Taken taken = catchUp(way, round, savepoints.get(way));
            note("changes", way, round, ONE_CHANGES, taken);
            changes.merge(way, taken, Taken::plus);
        }
    }

    private static Taken catchUp(CdcWay way, int round, String savepoint) throws SQLException {
        String lake = lake(way, ONE, round);
        freshFlink();
        CpuSeconds before = CpuSeconds.of(stack);
        String job = way.start(ONE, lake, Optional.of(savepoint));
        long goal = ONE.rows() + CdcSource.written(ONE_CHANGES);
        Instant until = clock.reached(ONE.in(lake), goal, job);
        Taken taken = new Taken(clock.seconds(job, until), CpuSeconds.of(stack).since(before));
        way.verify(ONE, lake);
        flink.stop(job);
        return taken;
    }

    /** Rows, then changes while the job runs. */
    private static Taken carryMany(CdcWay way, int round) throws SQLException {
        Started started = snapshot(way, MANY, round);
        note("tables' rows", way, round, MANY.allRows(), started.taken());
        CpuSeconds before = CpuSeconds.of(stack);
        Instant since = Instant.now();
        source.change(MANY, MANY_CHANGES);
        long goal = MANY.rows() + CdcSource.written(MANY_CHANGES);
        Instant until = clock.reached(MANY.in(started.lake()), goal, started.job());
        double seconds = (until.toEpochMilli() - since.toEpochMilli()) / 1000.0;
        Taken taken = new Taken(seconds, CpuSeconds.of(stack).since(before));
        note("tables' changes", way, round, (long) MANY.tables() * MANY_CHANGES, taken);
        way.verify(MANY, started.lake());
        flink.stop(started.job());
        return started.taken().plus(taken);
    }

    private static Started snapshot(CdcWay way, CdcTables tables, int round) {
        String lake = lake(way, tables, round);
        freshFlink();
        CpuSeconds before = CpuSeconds.of(stack);
        String job = way.start(tables, lake, Optional.empty());
        Instant until = clock.reached(tables.in(lake), tables.rows(), job);
        Taken taken = new Taken(clock.seconds(job, until), CpuSeconds.of(stack).since(before));
        return new Started(job, lake, taken);
    }

    private static String lake(CdcWay way, CdcTables tables, int round) {
        return way.label() + "_" + tables.database() + "_" + round;
    }

    /** Both ways begin cold: new processes, and nothing of theirs compiled yet. */
    private static void freshFlink() {
        stack.down(Set.of("flink-jobmanager"), Progress.silent());
        stack.up(Progress.silent());
    }

    private static List<CdcWay> inTurn(int round) {
        return round % 2 == 1 ? ways : List.of(ways.get(1), ways.get(0));
    }

    private static String cpuRatio(Map<CdcWay, Taken> taken) {
        return "%.2f".formatted(ratio(taken, each -> each.cpu().all()));
    }

    private static double ratio(Map<CdcWay, Taken> taken, ToDoubleFunction<Taken> measure) {
        return measure.applyAsDouble(taken.get(ways.get(1))) / measure.applyAsDouble(taken.get(ways.get(0)));
    }

    private static void note(String what, CdcWay way, int round, long rows, Taken taken) throws SQLException {
        FIGURES.row(
                what,
                way.label(),
                round,
                "%.1f".formatted(taken.seconds()),
                "%,.0f".formatted(rows / taken.seconds()),
                "%.1f".formatted(taken.cpu().flink()),
                "%.1f".formatted(taken.cpu().mysql()),
                source.binlogReaders());
        System.out.println(FIGURES);
    }
}
