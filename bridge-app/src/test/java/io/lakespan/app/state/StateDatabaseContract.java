package io.lakespan.app.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.app.state.SyncRun.State;
import io.lakespan.app.state.SyncRun.Trigger;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.spi.AgreementStore;
import io.lakespan.sync.Agreement;
import io.lakespan.sync.Facet;
import io.lakespan.testkit.SettableClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the state database does, embedded and on a server. */
abstract class StateDatabaseContract {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final int ASKING = 8;
    /** As version 0.1 wrote it, before agreements knew annotations. */
    private static final String OLD_DOCUMENT = """
            {"base":{"ref":{"database":"shop","name":"orders"},"format":"ICEBERG","uuid":"1d4c3f25","schema":{"columns":\
            [{"name":"id","type":"bigint","description":"order number","fieldId":"1","required":true},\
            {"name":"note","type":"string","description":null,"fieldId":"2","required":false}],"partitioning":\
            [{"column":"id","transform":"bucket[16]"}]},"location":"s3://lakehouse/warehouse/shop.db/orders",\
            "description":"all orders","owner":null,"parameters":{"table_type":"ICEBERG"}},"left":{"value":"4@17"},\
            "right":{"value":"e15f@17"},"open":["OWNER"]}""";

    private final SettableClock clock = SettableClock.at(START);
    private final String pair = "glue-atlas@" + UUID.randomUUID();
    private StateDatabase database;

    /** A database with nothing in it, and how it is opened. */
    record Unopened(DataSource source, Supplier<StateDatabase> open) {}

    /** Connections of its own to the same database each time. */
    protected abstract StateDatabase open(Clock clock);

    protected abstract Unopened unopened();

    @BeforeEach
    void openDatabase() {
        database = open(clock);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void aDocumentOfTheFirstFormIsKeptAndLookedAtAgain() throws SQLException {
        Unopened old = unopened();
        asOfVersion(old.source(), "1");
        execute(old.source(), "INSERT INTO agreement VALUES ('p', 'shop', 'orders', ?)", OLD_DOCUMENT);
        try (StateDatabase now = old.open().get()) {
            Table base = Table.of(
                            TableRef.of("shop", "orders"),
                            TableFormat.ICEBERG,
                            Schema.of(
                                            Column.of("id", "bigint")
                                                    .withDescription(Optional.of("order number"))
                                                    .withFieldId("1")
                                                    .withRequired(),
                                            Column.of("note", "string").withFieldId("2"))
                                    .partitionedBy(new PartitionField("id", "bucket[16]")))
                    .withUuid(Optional.of("1d4c3f25"))
                    .withLocation(Optional.of("s3://lakehouse/warehouse/shop.db/orders"))
                    .withDescription(Optional.of("all orders"))
                    .withParameters(Map.of("table_type", "ICEBERG"));
            Version never = Version.of("");
            Agreement kept = new Agreement(base, never, never, Set.of(Facet.OWNER), new TreeSet<>(), Optional.empty());
            AgreementStore agreements = now.agreements("p");
            assertThat(agreements.agreed(base.ref())).contains(kept);
            assertThat(agreements.agreed("shop")).containsExactly(Map.entry(base.ref(), kept));
            agreements.agree(Agreement.of(base, Version.of("5"), Version.of("6")));
            assertThat(agreements.agreed(base.ref())).contains(Agreement.of(base, Version.of("5"), Version.of("6")));
        }
    }

    @Test
    void tablesOfANewerVersionAreRefusedAndLeftAlone() throws SQLException {
        Unopened newer = unopened();
        newer.open().get().close();
        execute(
                newer.source(),
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success)"
                        + " VALUES (99, '9', ?, 'SQL', 'V9__later.sql', 1, 'x', 1, "
                        + (newer.source().getClass().getName().contains("sqlite") ? "1" : "TRUE") + ")",
                "later");
        assertThatThrownBy(newer.open()::get).isInstanceOfSatisfying(BridgeException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED);
            assertThat(e).hasMessageContaining("newer lakespan").hasMessageContaining("version 9");
            assertThat(e.getMessage().lines()).hasSize(1);
        });
    }

    @Test
    void manyMayOpenANewDatabaseAtOnce() throws Exception {
        Unopened fresh = unopened();
        List<Boolean> opened = atOnce(i -> {
            try (StateDatabase mine = fresh.open().get()) {
                return mine.runs().all("none").isEmpty();
            }
        });
        assertThat(opened).hasSize(ASKING).containsOnly(true);
    }

    @Test
    void whatCannotBeKeptWhollyIsNotKeptAtAll() {
        AgreementStore agreements = database.agreements(pair);
        List<Agreement> many = new ArrayList<>(
                IntStream.range(0, 1500).mapToObj(i -> agreement("t" + i)).toList());
        many.add(null);
        assertThatThrownBy(() -> agreements.agreeAll(many)).isInstanceOf(NullPointerException.class);
        assertThat(agreements.agreed("shop")).isEmpty();
    }

    @Test
    void manyWritersDoNotDisturbEachOther() throws Exception {
        try (StateDatabase other = open(clock)) {
            atOnce(i -> {
                AgreementStore mine = (i % 2 == 0 ? database : other).agreements(pair);
                IntStream.range(0, 20).forEach(n -> mine.agree(agreement("t" + i + "_" + n)));
                return true;
            });
        }
        assertThat(database.agreements(pair).agreed("shop")).hasSize(ASKING * 20);
    }

    @Test
    void aPassThatNeverEndedIsInterruptedOnceTheNextBegins() {
        SyncRuns runs = database.syncRuns(pair);
        SyncRun killed = runs.start("first");
        clock.advance(Duration.ofMinutes(1));
        SyncRun second = runs.start("second", Trigger.WATCH);
        runs.end(second.ended(
                State.DONE,
                new TreeMap<>(Map.of("created", 3L)),
                new TreeMap<>(Map.of("glue.GetTables", 1L)),
                Optional.empty()));
        assertThat(runs.newest(10)).extracting(SyncRun::id).containsExactly(second.id(), killed.id());
        assertThat(runs.newest(10)).extracting(SyncRun::state).containsExactly(State.DONE, State.INTERRUPTED);
        assertThat(runs.newest(1)).extracting(SyncRun::id).containsExactly(second.id());
    }

    @Test
    void aPassComesBackToTheLetter() {
        SyncRuns runs = database.syncRuns(pair);
        SyncRun run = runs.start("ann@host, process 1", Trigger.WATCH);
        clock.advance(Duration.ofSeconds(90));
        SyncRun ended = run.planned(Duration.ofMillis(1500))
                .applied(Duration.ofSeconds(80))
                .ended(
                        State.PARTLY,
                        new TreeMap<>(Map.of("created", 3L, "failed", 1L)),
                        new TreeMap<>(Map.of("glue.GetTables", 1L)),
                        Optional.of("shop.orders: refused"));
        runs.end(ended);
        assertThat(runs.newest(10)).containsExactly(ended.at(START.plusSeconds(90)));
    }

    @Test
    void aPassWhoseHolderLostTheLeaseShowsAsInterrupted() {
        try (SyncLease lease = database.lease(pair, "ann")) {
            SyncRun run = database.syncRuns(pair).start("ann");
            assertThat(lease.token()).isPositive();
            assertThat(database.syncRuns(pair).newest(1)).containsExactly(run);
            clock.advance(SyncLease.LIFE.plusMillis(1));
            assertThat(database.syncRuns(pair).newest(1))
                    .extracting(SyncRun::state)
                    .containsExactly(State.INTERRUPTED);
        }
    }

    @Test
    void onlyTheNewestPassesOfAPairAreKept() {
        SyncRuns runs = database.syncRunsKeeping(pair, 3);
        SyncRun ofOther = database.syncRunsKeeping(pair + "-other", 3).start("x");
        for (int i = 0; i < 5; i++) {
            runs.start("pass " + i);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(runs.newest(10)).extracting(SyncRun::holder).containsExactly("pass 4", "pass 3", "pass 2");
        assertThat(database.syncRuns(pair + "-other").newest(10))
                .extracting(SyncRun::id)
                .containsExactly(ofOther.id());
    }

    @Test
    void ofManyWhoAskAtOnceExactlyOneGetsTheLease() throws Exception {
        Queue<SyncLease> given = new ConcurrentLinkedQueue<>();
        try (StateDatabase other = open(clock)) {
            atOnce(i -> (i % 2 == 0 ? database : other)
                    .tryLease(pair, "holder " + i, Duration.ofMinutes(1))
                    .map(given::add)
                    .orElse(false));
            assertThat(given).hasSize(1);
            assertThat(given).allMatch(SyncLease::held);
            given.forEach(SyncLease::close);
        }
    }

    @Test
    void ofManyWhoTakeOverAnEndedLeaseExactlyOneGetsItEachTime() throws Exception {
        long before = 0;
        for (int round = 0; round < 10; round++) {
            Queue<SyncLease> given = new ConcurrentLinkedQueue<>();
            atOnce(i -> database.tryLease(pair, "holder " + i, Duration.ofHours(1))
                    .map(given::add)
                    .orElse(false));
            assertThat(given).hasSize(1);
            assertThat(given.element().token()).isGreaterThan(before);
            before = given.element().token();
            clock.advance(Duration.ofHours(2));
            assertThat(given.element().held()).isFalse();
        }
    }

    @Test
    void aReleasedLeaseCanBeTakenAndTheRefusalNamesTheHolder() {
        long first;
        try (SyncLease lease = database.lease(pair, "ann@host, process 1")) {
            first = lease.token();
            assertThat(lease.held()).isTrue();
            assertThatThrownBy(() -> database.lease(pair, "bob@host, process 2"))
                    .isInstanceOfSatisfying(BridgeException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
                        assertThat(e).hasMessageContaining("ann@host, process 1");
                    });
        }
        try (SyncLease lease = database.lease(pair, "bob@host, process 2")) {
            assertThat(lease.held()).isTrue();
            assertThat(lease.token()).isGreaterThan(first);
        }
    }

    @Test
    void aLeaseThatSomebodyTookOverCannotBeRenewedOrGivenBackByTheFirst() {
        SyncLease slept = database.lease(pair, "same name");
        clock.advance(SyncLease.LIFE.plusSeconds(1));
        try (SyncLease taken = database.lease(pair, "same name")) {
            assertThat(slept.held()).isFalse();
            assertThat(slept.renew()).isFalse();
            slept.close();
            assertThat(taken.held()).isTrue();
        }
    }

    @Test
    void aLeaseIsRenewedAsLongAsNobodyTookIt() {
        try (SyncLease lease = database.lease(pair, "ann")) {
            clock.advance(SyncLease.LIFE.minusSeconds(1));
            assertThat(lease.renew()).isTrue();
            clock.advance(Duration.ofSeconds(2));
            assertThat(lease.held()).isTrue();
        }
    }

    @Test
    void aLeaseThatWasGivenBackStaysSo() {
        SyncLease lease = database.lease(pair, "ann");
        lease.close();
        assertThat(lease.renew()).isFalse();
        assertThat(lease.held()).isFalse();
    }

    @Test
    void leasesOfDifferentPairsDoNotMeet() {
        try (SyncLease one = database.lease(pair, "ann");
                SyncLease other = database.lease(pair + "-other", "ann")) {
            assertThat(one.held()).isTrue();
            assertThat(other.held()).isTrue();
        }
    }

    private static <T> List<T> atOnce(IntTask<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(ASKING);
        try {
            List<Future<T>> asked = threads.invokeAll(IntStream.range(0, ASKING)
                    .<Callable<T>>mapToObj(i -> () -> task.call(i))
                    .toList());
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private interface IntTask<T> {
        T call(int number) throws Exception;
    }

    private static void asOfVersion(DataSource source, String version) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:io/lakespan/app/state")
                .target(version)
                .load()
                .migrate();
    }

    private static void execute(DataSource source, String sql, String value) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.executeUpdate();
        }
    }

    private static Agreement agreement(String name) {
        Table table = Table.of(TableRef.of("shop", name), TableFormat.HIVE, Schema.of(Column.of("id", "int")));
        return Agreement.of(table, Version.of("1"), Version.of("1"));
    }
}
