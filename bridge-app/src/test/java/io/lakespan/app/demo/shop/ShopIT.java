package io.lakespan.app.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.app.fixture.RealMySql;
import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShopIT {
    private static final List<String> BROKEN_REFERENCES = List.of(
            "SELECT COUNT(*) FROM shop.orders o LEFT JOIN shop.customers c ON c.id = o.customer_id WHERE c.id IS NULL",
            "SELECT COUNT(*) FROM shop.order_items i LEFT JOIN shop.orders o ON o.id = i.order_id WHERE o.id IS NULL",
            "SELECT COUNT(*) FROM shop.order_items i LEFT JOIN shop.products p ON p.id = i.product_id"
                    + " WHERE p.id IS NULL",
            "SELECT COUNT(*) FROM shop.payments y LEFT JOIN shop.orders o ON o.id = y.order_id WHERE o.id IS NULL");

    @RegisterExtension
    static final RealMySql MYSQL = new RealMySql();

    @BeforeEach
    void aShop() throws SQLException {
        if (!exists()) {
            fill(ShopListener.SILENT);
        }
    }

    @Test
    void everyTableIsFilledAndEveryReferenceHolds() throws SQLException {
        Map<String, Long> loaded = new TreeMap<>();
        fill(new ShopListener() {
            @Override
            public void loaded(String table, int rows) {
                loaded.put(table, (long) rows);
            }
        });

        assertThat(loaded).containsOnlyKeys(Shop.tables());
        assertThat(counters()).isEqualTo(loaded);
        assertThat(loaded).containsEntry("orders", 50_000L);
        assertThat(loaded.get("order_items")).isGreaterThan(100_000);
        assertReferencesHold();
    }

    @Test
    void everyTableAndColumnHasAComment() throws SQLException {
        assertThat(number("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'shop'"
                        + " AND table_comment <> ''"))
                .isEqualTo(Shop.tables().size());
        assertThat(number("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = 'shop'"
                        + " AND column_comment = ''"))
                .isZero();
    }

    @Test
    void theSameShopIsMadeAgain() throws SQLException {
        fill(ShopListener.SILENT);
        String before = checksums();
        new ShopTraffic(MYSQL.server(), TrafficPlan.of(50)).run(ShopListener.SILENT);
        assertThat(checksums()).isNotEqualTo(before);

        fill(ShopListener.SILENT);

        assertThat(checksums()).isEqualTo(before);
    }

    @Test
    void aDroppedShopIsGone() throws SQLException {
        new Shop(MYSQL.server(), Shop.SEED).drop();

        assertThat(exists()).isFalse();
    }

    @Test
    void exactlyThePlannedChangesAreMadeAndOfEveryKind() throws SQLException {
        Map<String, Long> before = counters();

        TrafficCount count = new ShopTraffic(MYSQL.server(), TrafficPlan.of(5_000)).run(ShopListener.SILENT);

        Map<String, Long> after = counters();
        assertThat(count.changes()).isEqualTo(5_000);
        assertThat(count.inserts()).isGreaterThan(500);
        assertThat(count.updates()).isGreaterThan(500);
        assertThat(count.deletes()).isGreaterThan(200);
        assertThat(count.keyChanges()).isGreaterThan(50);
        assertThat(count.transactions()).isGreaterThan(100);
        assertThat(rows(after) - rows(before)).isEqualTo(count.inserts() - count.deletes());
        assertReferencesHold();
    }

    @Test
    void theSameSeedMakesTheSameChanges() throws SQLException {
        fill(ShopListener.SILENT);
        TrafficPlan plan = TrafficPlan.of(300).withSeed(42);
        TrafficCount first = new ShopTraffic(MYSQL.server(), plan).run(ShopListener.SILENT);
        String changed = checksums();
        fill(ShopListener.SILENT);

        TrafficCount second = new ShopTraffic(MYSQL.server(), plan).run(ShopListener.SILENT);

        assertThat(second).isEqualTo(first);
        assertThat(checksums()).isEqualTo(changed);
    }

    @Test
    void aShopThatWasChangedCanBeChangedAgain() throws SQLException {
        TrafficPlan plan = TrafficPlan.of(500);
        new ShopTraffic(MYSQL.server(), plan).run(ShopListener.SILENT);

        assertThat(new ShopTraffic(MYSQL.server(), plan)
                        .run(ShopListener.SILENT)
                        .changes())
                .isEqualTo(500);
        assertReferencesHold();
    }

    @Test
    void trafficStopsWhenInterruptedAndKeepsWhatItCounted() throws Exception {
        Map<String, Long> before = counters();
        CountDownLatch running = new CountDownLatch(3);
        CompletableFuture<TrafficCount> outcome = new CompletableFuture<>();
        ShopTraffic traffic =
                new ShopTraffic(MYSQL.server(), TrafficPlan.of(100_000).withPerSecond(200));
        Thread thread = new Thread(() -> outcome.complete(traffic.run(new ShopListener() {
            @Override
            public void changed(int changes, int of) {
                running.countDown();
            }
        })));
        thread.start();
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        thread.interrupt();
        TrafficCount count = outcome.get(30, TimeUnit.SECONDS);

        assertThat(count.changes()).isBetween(3, 20_000);
        assertThat(rows(counters()) - rows(before)).isEqualTo(count.inserts() - count.deletes());
    }

    @Test
    void trafficKeepsToItsRate() {
        long start = System.nanoTime();

        new ShopTraffic(MYSQL.server(), TrafficPlan.of(300).withPerSecond(150)).run(ShopListener.SILENT);

        // The last transaction is not waited for.
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(1_500L, 30_000L);
    }

    @Test
    void trafficWithoutAShopSaysSo() {
        new Shop(MYSQL.server(), Shop.SEED).drop();

        assertThatThrownBy(() -> new ShopTraffic(MYSQL.server(), TrafficPlan.of(10)).run(ShopListener.SILENT))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("shop");
    }

    @Test
    void aWrongPasswordIsToldWithoutThePassword() {
        MySqlServer wrong = new MySqlServer("127.0.0.1", MYSQL.server().port(), "root", "hunter2");

        assertThatThrownBy(() -> new Shop(wrong, Shop.SEED).recreate(ShopListener.SILENT))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED))
                .hasMessageNotContaining("hunter2");
    }

    private static void fill(ShopListener listener) {
        new Shop(MYSQL.server(), Shop.SEED).recreate(listener);
    }

    private static boolean exists() throws SQLException {
        return number("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'shop'") == 1;
    }

    private static void assertReferencesHold() throws SQLException {
        for (String broken : BROKEN_REFERENCES) {
            assertThat(number(broken)).as(broken).isZero();
        }
    }

    private static Map<String, Long> counters() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : Shop.tables()) {
            counts.put(table, number("SELECT COUNT(*) FROM shop." + table));
        }
        return counts;
    }

    private static long rows(Map<String, Long> counters) {
        return counters.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String checksums() throws SQLException {
        StringBuilder all = new StringBuilder();
        for (String table : Shop.tables()) {
            all.append(table).append(text("CHECKSUM TABLE shop." + table, 2)).append('\n');
        }
        return all.toString();
    }

    private static long number(String sql) throws SQLException {
        return Long.parseLong(text(sql, 1));
    }

    private static String text(String sql, int column) throws SQLException {
        try (Connection connection = MYSQL.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(column);
        }
    }
}
