package io.lakespan.app.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.demo.shop.Shop;
import io.lakespan.app.demo.shop.ShopListener;
import io.lakespan.app.demo.shop.ShopTraffic;
import io.lakespan.app.demo.shop.TrafficPlan;
import io.lakespan.app.fixture.CommandRun;
import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.app.wiring.LocalProfile;
import io.lakespan.app.wiring.Services;
import io.lakespan.local.LocalStack;
import io.lakespan.local.PartStatus;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import io.lakespan.model.Partition;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.spi.MetadataCatalog;
import io.lakespan.spi.PartitionCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A pipeline whose tables are registered in a Hive Metastore, on the real parts; neither Glue nor Atlas runs. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CdcIntoHmsIT {
    private static final Path HOME = Path.of("target", "cdc-into-hms").toAbsolutePath();
    private static final Path DEFINITION = HOME.resolve("shop-to-hms.yaml");
    private static LocalStack stack;

    @BeforeAll
    static void aShopAndADefinition() throws IOException {
        // A run that was cut short leaves its data behind.
        command("reset", "--yes");
        stack = LocalStack.open(StackOptions.at(HOME)
                .withFreePorts()
                .only("mysql", "s3", "hms", "flink-jobmanager", "flink-taskmanager"));
        stack.up(Progress.lines(System.out));
        new Shop(root(), Shop.SEED).recreate(ShopListener.SILENT);
        Files.writeString(DEFINITION, definition(""));
    }

    @AfterAll
    static void stopTheStack() {
        stack.down();
    }

    @Test
    @Order(1)
    void anUnknownCatalogTypeIsSaidWithItsPlace() throws IOException {
        refused(definition("").replace("type: hive", "type: unity"), 2, ":10:28", "glue, hive", "'unity'");
    }

    @Test
    @Order(1)
    void anAddressThatIsNoneIsSaidWithItsPlace() throws IOException {
        refused(definition("  catalog.properties.uri: hms.example.com\n"), 2, ":11:27", "thrift://host:port");
    }

    @Test
    @Order(1)
    void anAddressWithoutTheTypeDoesNotEndInGlue() throws IOException {
        String typeless = definition("  catalog.properties.uri: thrift://127.0.0.1:1\n")
                .replace("  catalog.properties.type: hive\n", "");
        refused(typeless, 2, "catalog.properties.type: hive");
    }

    @Test
    @Order(1)
    void aMetastoreThatNobodyNamesIsSaid() throws IOException {
        Path config =
                Files.writeString(HOME.resolve("without-hms.yaml"), """
                profiles:
                  bare:
                    aws.region: us-east-1
                    warehouse: s3://lakehouse/warehouse
                    atlas.url: http://127.0.0.1:1
                    atlas.token: none
                    flink.url: %s
                """.formatted(stack.address("flink-jobmanager")));
        CommandRun run =
                command("--config", config.toString(), "--profile", "bare", "cdc", "run", DEFINITION.toString());
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.onlyLine())
                .contains("catalog.properties.uri", "hms.uris")
                .doesNotContain("BridgeException");
    }

    @Test
    @Order(1)
    void aNameThatHiveDoesNotTakeIsSaid() throws IOException {
        String renamed = definition("")
                .replace("sink:\n", "route:\n  - source-table: shop.orders\n    sink-table: shop.all-orders\nsink:\n");
        refused(renamed, 2, "shop.all-orders", "route");
    }

    @Test
    @Order(1)
    void aCommentThatIsTooLongForTheMetastoreIsSaid() throws IOException, SQLException {
        try (Connection connection = root().connect(Map.of());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE talkative");
            statement.execute("CREATE TABLE talkative.t (id INT PRIMARY KEY COMMENT '" + "x".repeat(257) + "')");
        }
        refused(definition("").replace("shop\\.\\.*", "talkative\\.t"), 2, "talkative.t.id", "256");
    }

    @Test
    @Order(2)
    void aMetastoreThatIsDownIsSaidAndNothingIsSubmitted() throws IOException {
        stack.down(Set.of("hms"), Progress.silent());
        refused(definition(""), 5, stack.address("hms"));
        try (Services services = services()) {
            assertThat(services.flink().jobs()).isEmpty();
        }
        stack.up(Progress.silent());
    }

    @Test
    @Order(3)
    void thePipelinesTablesAreIcebergTablesOfTheMetastoreAndEqualToTheirSources() {
        CommandRun run = command("cdc", "run", DEFINITION.toString());
        assertThat(run.status()).as(run.err()).isZero();
        changes(1_000, 5);
        endsEqual(Duration.ofMinutes(4));
        try (Services services = services();
                MetadataCatalog metastore = services.metastore(stack.address("hms"))) {
            for (String name : Shop.tables()) {
                Table table = metastore
                        .find(TableRef.of(Shop.DATABASE, name))
                        .orElseThrow()
                        .value();
                assertThat(table.parameters()).containsEntry("table_type", "ICEBERG");
                assertThat(table.parameters().get("metadata_location"))
                        .startsWith("s3://lakehouse/warehouse/shop.db/" + name + "/metadata/");
            }
        }
    }

    @Test
    @Order(4)
    void aMetastoreKilledAmidLiveChangesCostsNothing() {
        CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> changes(3_000, 7));
        Awaitility.await().pollDelay(Duration.ofSeconds(4)).until(() -> !traffic.isDone());
        kill("hms");
        // Longer than a checkpoint: the job meets the metastore while it is away.
        Awaitility.await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
        stack.up(Progress.silent());
        traffic.join();
        // A lock that was held at the kill ends with the metastore's own timeout, five minutes.
        endsEqual(Duration.ofMinutes(12));
    }

    @Test
    @Order(5)
    void aJobStopsAndGoesOnFromItsSavepoint() {
        CommandRun stop = command("cdc", "stop", "shop-to-hms");
        assertThat(stop.status()).as(stop.err()).isZero();
        String savepoint = stop.out().replaceAll("(?s).*savepoint: (\\S+).*", "$1");
        changes(200, 11);
        CommandRun again = command("cdc", "run", DEFINITION.toString(), "--from-savepoint", savepoint);
        assertThat(again.status()).as(again.err()).isZero();
        endsEqual(Duration.ofMinutes(3));
    }

    @Test
    @Order(6)
    void aStoppedJobLeavesNoThreadOfItsMetastoreClientBehind() {
        assertThat(watches("flink-jobmanager")).isZero();
        assertThat(watches("flink-taskmanager")).isEqualTo(1);
        assertThat(command("cdc", "stop", "shop-to-hms").status()).isZero();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> watches("flink-taskmanager") == 0);
    }

    @Test
    @Order(7)
    void hudiTablesAreRegisteredThereToo() throws IOException {
        String hudi = definition(
                        "  table.properties.table.type: MERGE_ON_READ\n  partition.key: hudi_shop.orders:status\n")
                .replace("type: iceberg", "type: hudi")
                .replace("name: shop-to-hms", "name: shop-to-hudi")
                .replace("sink:\n", """
                        route:
                          - source-table: shop.\\.*
                            sink-table: hudi_shop.<>
                            replace-symbol: <>
                        sink:
                        """);
        Path file = Files.writeString(HOME.resolve("shop-to-hudi.yaml"), hudi);
        CommandRun run = command("cdc", "run", file.toString());
        assertThat(run.status()).as(run.err()).isZero();
        changes(500, 13);
        endsEqual(file, Duration.ofMinutes(4));
        try (Services services = services();
                MetadataCatalog metastore = services.metastore(stack.address("hms"))) {
            Table orders = metastore
                    .find(TableRef.of("hudi_shop", "orders_rt"))
                    .orElseThrow()
                    .value();
            assertThat(orders.format()).isEqualTo(TableFormat.HUDI);
            assertThat(orders.schema().partitioning()).containsExactly(PartitionField.identity("status"));
            try (Stream<Partition> partitions = ((PartitionCatalog) metastore).partitions(orders.ref())) {
                assertThat(partitions.map(partition -> partition.location().orElseThrow()))
                        .isNotEmpty()
                        .allMatch(folder -> folder.startsWith("s3://lakehouse/warehouse/hudi_shop.db/orders/status="));
            }
        }
        assertThat(command("cdc", "stop", "shop-to-hudi").status()).isZero();
    }

    /** @param more lines of the sink, each with its line break */
    private static String definition(String more) {
        return """
                source:
                  type: mysql
                  hostname: 127.0.0.1
                  port: %d
                  username: lakespan_cdc
                  password: ${file:%s}
                  tables: shop\\.\\.*
                sink:
                  type: iceberg
                  catalog.properties.type: hive
                %spipeline:
                  name: shop-to-hms
                  parallelism: 2
                  execution.checkpointing.interval: 4s
                """.formatted(
                        stack.port("mysql.port"), HOME.resolve("secrets").resolve(Secrets.MYSQL_CDC_PASSWORD), more);
    }

    private static void refused(String definition, int status, String... words) throws IOException {
        Path file = Files.writeString(HOME.resolve("refused.yaml"), definition);
        CommandRun run = command("cdc", "run", file.toString());
        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(run.onlyLine()).contains(words).doesNotContain("BridgeException");
    }

    private static void changes(int count, long seed) {
        new ShopTraffic(root(), TrafficPlan.of(count).withPerSecond(300).withSeed(seed)).run(ShopListener.SILENT);
    }

    private static void endsEqual(Duration patience) {
        endsEqual(DEFINITION, patience);
    }

    private static void endsEqual(Path definition, Duration patience) {
        Awaitility.await().atMost(patience).pollInterval(Duration.ofSeconds(5)).untilAsserted(() -> {
            CommandRun verify = command("cdc", "verify", definition.toString());
            assertThat(verify.status()).as(verify.out() + verify.err()).isZero();
        });
    }

    /** Kills with signal 9 and waits until the process is gone. */
    private static void kill(String part) {
        ProcessHandle process = ProcessHandle.of(pid(part)).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The threads that watch over connections to a metastore. */
    private static long watches(String part) {
        return jcmd(part, "Thread.print")
                .lines()
                .filter(line -> line.startsWith("\"hive-metastore-cleaner"))
                .count();
    }

    private static String jcmd(String part, String request) {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid(part)),
                            request)
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(jcmd.onExit().join().exitValue()).as(answer).isZero();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long pid(String part) {
        return stack.status().stream()
                .filter(status -> status.part().equals(part))
                .map(PartStatus::pid)
                .findFirst()
                .orElseThrow()
                .getAsLong();
    }

    private static Services services() {
        return Services.open(LocalProfile.of(stack), HOME.resolve("scratch.db"));
    }

    private static MySqlServer root() {
        return new MySqlServer(
                "127.0.0.1", stack.port("mysql.port"), "root", stack.secret(Secrets.MYSQL_ROOT_PASSWORD));
    }

    private static CommandRun command(String... arguments) {
        return CommandRun.in(HOME, arguments);
    }
}
