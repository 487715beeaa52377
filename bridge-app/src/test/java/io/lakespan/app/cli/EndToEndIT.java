package io.lakespan.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.demo.shop.ShopListener;
import io.lakespan.app.demo.shop.ShopTraffic;
import io.lakespan.app.demo.shop.TrafficPlan;
import io.lakespan.app.fixture.CommandRun;
import io.lakespan.app.fixture.MySqlWithoutBinlog;
import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.app.wiring.LocalProfile;
import io.lakespan.app.wiring.Services;
import io.lakespan.local.LocalStack;
import io.lakespan.local.PartStatus;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import io.lakespan.model.Column;
import io.lakespan.model.Expected;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole stack, and on it what a user does, in the order a user does it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {
    private static final Path HOME = Path.of("target", "end-to-end").toAbsolutePath();
    private static final Path DEFINITION = HOME.resolve("demo").resolve("shop-to-lake.yaml");
    private static LocalStack stack;

    @BeforeAll
    static void startTheStackOnFreePorts() {
        // A run that was cut short leaves its data behind.
        command("reset", "--yes");
        stack = LocalStack.open(StackOptions.at(HOME).withFreePorts());
        stack.up(Progress.lines(System.out));
    }

    @AfterAll
    static void stopTheStack() {
        stack.down();
    }

    @Test
    @Order(1)
    void theDemoEndsWithLakeEqualToSourceAndLineageInAtlas() {
        CommandRun demo = command("demo", "--keep");
        assertThat(demo.err()).doesNotContain("lakespan:");
        assertThat(demo.status()).isZero();
        assertThat(demo.out().lines().filter(line -> line.startsWith("shop.") && line.endsWith("yes")))
                .hasSize(5);
        assertThat(demo.out())
                .contains("create  shop.orders", "iceberg_table  orders", "(flink_process, RUNNING)", "(rdbms_table)");
    }

    @Test
    @Order(2)
    void aSecondUpLeavesEveryProcessAsItIs() {
        Map<String, Long> before = pids();
        assertThat(command("up").status()).isZero();
        assertThat(pids()).isEqualTo(before).hasSize(8);
    }

    @Test
    @Order(3)
    void aRowAlteredBehindTheJobsBackIsFoundAndNamed() throws SQLException {
        assertThat(command("cdc", "verify", DEFINITION.toString()).status()).isZero();
        unlogged("UPDATE shop.products SET stock = stock + 1 ORDER BY id LIMIT 1");
        CommandRun altered = command("cdc", "verify", DEFINITION.toString());
        assertThat(altered.status()).isEqualTo(ExitStatus.MISMATCH.code());
        assertThat(altered.out()).contains("shop.products").contains("stock");
        unlogged("UPDATE shop.products SET stock = stock - 1 ORDER BY id LIMIT 1");
        assertThat(command("cdc", "verify", DEFINITION.toString()).status()).isZero();
    }

    @Test
    @Order(4)
    void aTaskManagerKilledAmidLiveChangesCostsNothing() {
        CompletableFuture<Void> traffic = CompletableFuture.runAsync(() ->
                new ShopTraffic(root(), TrafficPlan.of(3_000).withPerSecond(300).withSeed(7)).run(ShopListener.SILENT));
        long victim = pids().get("flink-taskmanager");
        Awaitility.await().pollDelay(Duration.ofSeconds(4)).until(() -> !traffic.isDone());
        kill(victim);
        assertThat(command("up").status()).isZero();
        assertThat(pids().get("flink-taskmanager")).isNotEqualTo(victim);
        traffic.join();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> command("cdc", "verify", DEFINITION.toString()).status() == 0);
    }

    @Test
    @Order(5)
    void aSyncWithNothingToDoPlansNothing() {
        assertThat(command("sync", "apply").status()).isZero();
        assertThat(command("sync", "plan").out()).contains("Plan: nothing to do");
    }

    @Test
    @Order(6)
    void aTableDroppedFromGlueIsDroppedFromAtlas() {
        TableRef notes = TableRef.of("shop", "notes");
        try (Services services = Services.open(LocalProfile.of(stack), HOME.resolve("scratch.db"))) {
            Version version = services.glue()
                    .put(Table.of(notes, TableFormat.HIVE, Schema.of(Column.of("id", "int"))), Expected.absent());
            assertThat(command("sync", "apply").out()).contains("1 created");
            assertThat(services.atlas().find(notes)).isPresent();
            services.glue().drop(notes, version);
            CommandRun apply = command("sync", "apply");
            assertThat(apply.out()).contains("drop", "shop.notes", "1 dropped");
            assertThat(services.atlas().find(notes)).isEmpty();
        }
    }

    @Test
    @Order(7)
    void theMySqlPasswordIsNowhereButInItsFile() throws IOException, InterruptedException {
        String password = stack.secret(Secrets.MYSQL_CDC_PASSWORD);
        assertThat(Files.readString(HOME.resolve("secrets").resolve(Secrets.MYSQL_CDC_PASSWORD)))
                .isEqualTo(password);
        assertThat(filesWith(HOME.resolve("logs"), password)).isEmpty();
        assertThat(filesWith(HOME.resolve("conf"), password)).isEmpty();
        assertThat(filesWith(HOME.resolve("data").resolve("glue"), password)).isEmpty();
        assertThat(filesWith(HOME.resolve("data").resolve("atlas"), password)).isEmpty();
        assertThat(filesWith(HOME.resolve("run"), password)).isEmpty();
        assertThat(Files.readString(HOME.resolve("state.db"), StandardCharsets.ISO_8859_1))
                .doesNotContain(password);
        assertThat(commandLines()).isNotEmpty().noneMatch(line -> line.contains(password));
        assertThat(atlasEntities()).contains("shop-to-lake").doesNotContain(password);
    }

    @Test
    @Order(8)
    void wrongInputsEndWithOneLineAndTheirOwnStatus() throws IOException {
        String good = Files.readString(DEFINITION);
        refused(good.replace("  tables:", "  tabels: x\n  tables:"), ExitStatus.INVALID_INPUT, "tabels");
        refused(good.replace("shop\\.\\.*", "shop.nothing_here"), ExitStatus.NOT_FOUND, "nothing_here");
        Path wrong = Files.writeString(HOME.resolve("wrong.password"), "not-the-password");
        refused(good.replaceAll("\\$\\{file:[^}]*}", "\\${file:" + wrong + "}"), ExitStatus.DENIED, "lakespan_cdc");
        refused("run", good, ExitStatus.CONFLICT, "shop-to-lake");
    }

    @Test
    @Order(9)
    void aMySqlWithoutBinlogIsRefusedBeforeAnythingIsDone() throws IOException, SQLException {
        String good = Files.readString(DEFINITION);
        String jobs = command("cdc", "list").out();
        try (MySqlWithoutBinlog mysql = MySqlWithoutBinlog.start();
                Services services = Services.open(LocalProfile.of(stack), HOME.resolve("scratch.db"))) {
            int submitted = services.flink().jobs().size();
            String definition = good.replaceAll("port: \\d+", "port: " + mysql.port())
                    .replaceAll("\\$\\{file:[^}]*}", "\\${file:" + mysql.passwordFile() + "}")
                    .replace("shop\\.\\.*", "quiet.notes")
                    .replace("shop-to-lake", "quiet-to-lake");
            refused(
                    definition,
                    ExitStatus.INVALID_INPUT,
                    "127.0.0.1:" + mysql.port()
                            + " cannot be followed: it writes no binlog (log_bin is OFF), start it");
            assertThat(services.flink().jobs()).hasSize(submitted);
            assertThat(services.glue().find(TableRef.of("quiet", "notes"))).isEmpty();
        }
        assertThat(command("cdc", "list").out()).isEqualTo(jobs);
    }

    @Test
    @Order(9)
    void validatingShowsWhereEachTableGoesAndSubmitsNothing() {
        String jobs = command("cdc", "list").out();
        CommandRun run = command("cdc", "validate", DEFINITION.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("SOURCE", "SINK", "shop.orders", "Valid: 5 tables of 127.0.0.1:");
        assertThat(command("cdc", "list").out()).isEqualTo(jobs);
    }

    @Test
    @Order(9)
    void aDefinitionIsWrittenFromARunningMySqlAndIsValid() {
        Path file = HOME.resolve("drafted.yaml");
        String[] init = {
            "cdc",
            "init",
            "--hostname",
            "127.0.0.1",
            "--port",
            String.valueOf(stack.port("mysql.port")),
            "--username",
            "lakespan_cdc",
            "--password",
            "${file:" + HOME.resolve("secrets/mysql-cdc.password") + "}",
            "--tables",
            "shop.\\.*",
            "--name",
            "drafted",
            "--out",
            file.toString()
        };
        CommandRun written = command(init);
        assertThat(written.status()).as(written.err()).isZero();
        assertThat(file).content().contains("5 tables of about", "shop.orders, ", "name: 'drafted'");
        CommandRun valid = command("cdc", "validate", file.toString());
        assertThat(valid.status()).as(valid.err()).isZero();
        assertThat(valid.out()).contains("Valid: 5 tables");
        CommandRun again = command(init);
        assertThat(again.status()).isEqualTo(ExitStatus.CONFLICT.code());
        assertThat(again.onlyLine()).contains(file.toString());
    }

    @Test
    @Order(10)
    void aJobStopsWithASavepointAndGoesOnFromIt() {
        CommandRun stop = command("cdc", "stop", "shop-to-lake");
        assertThat(stop.status()).isZero();
        String savepoint = stop.out().replaceAll("(?s).*savepoint: (\\S+).*", "$1");
        assertThat(command("cdc", "list").out()).contains("FINISHED", savepoint);
        new ShopTraffic(root(), TrafficPlan.of(200).withSeed(11)).run(ShopListener.SILENT);
        CommandRun again = command("cdc", "run", DEFINITION.toString(), "--from-savepoint", savepoint);
        assertThat(again.err()).isEmpty();
        assertThat(again.status()).isZero();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(4))
                .until(() -> command("cdc", "verify", DEFINITION.toString()).status() == 0);
    }

    @Test
    @Order(11)
    void anAtlasThatIsDownIsSaidAndNothingElseSuffers() {
        assertThat(command("down", "atlas").status()).isZero();
        CommandRun plan = command("sync", "plan");
        assertThat(plan.status()).isEqualTo(ExitStatus.UNAVAILABLE.code());
        assertThat(plan.onlyLine()).contains("Atlas", stack.address("atlas"));
        assertThat(command("cdc", "verify", DEFINITION.toString()).status()).isZero();
    }

    private static void refused(String definition, ExitStatus status, String word) throws IOException {
        refused("validate", definition, status, word);
        refused("run", definition, status, word);
    }

    private static void refused(String command, String definition, ExitStatus status, String word) throws IOException {
        Path file = Files.writeString(HOME.resolve("refused.yaml"), definition);
        CommandRun run = command("cdc", command, file.toString());
        assertThat(run.status()).as(run.err()).isEqualTo(status.code());
        assertThat(run.onlyLine()).contains(word).doesNotContain("Exception");
    }

    private static CommandRun command(String... arguments) {
        return CommandRun.in(HOME, arguments);
    }

    private static Map<String, Long> pids() {
        return stack.status().stream()
                .collect(Collectors.toMap(PartStatus::part, part -> part.pid().getAsLong()));
    }

    private static MySqlServer root() {
        return new MySqlServer(
                "127.0.0.1", stack.port("mysql.port"), "root", stack.secret(Secrets.MYSQL_ROOT_PASSWORD));
    }

    /** Kills with signal 9 and waits until the process is gone. */
    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Changes MySQL without a trace in the binlog. */
    private static void unlogged(String sql) throws SQLException {
        try (Connection connection = root().connect(Map.of());
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_log_bin = 0");
            statement.execute(sql);
        }
    }

    private static List<Path> filesWith(Path folder, String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, text))
                    .toList();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            // A file that was deleted meanwhile holds nothing.
            return false;
        }
    }

    private static List<String> commandLines() {
        List<String> lines = new ArrayList<>();
        ProcessHandle.allProcesses()
                .map(process -> commandLine(Path.of("/proc", Long.toString(process.pid()), "cmdline")))
                .forEach(lines::add);
        return lines;
    }

    private static String commandLine(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Everything Atlas says about every Flink, MySQL and Iceberg entity. */
    private static String atlasEntities() throws IOException, InterruptedException {
        Function<String, URI> search =
                type -> URI.create(stack.address("atlas") + "/api/atlas/v2/search/basic?limit=100&typeName=" + type);
        String authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                ("admin:" + stack.secret(Secrets.ATLAS_PASSWORD)).getBytes(StandardCharsets.UTF_8));
        HttpClient client = HttpClient.newHttpClient();
        StringBuilder all = new StringBuilder();
        for (String type :
                List.of("flink_application", "flink_process", "rdbms_instance", "rdbms_table", "hive_table")) {
            HttpRequest request = HttpRequest.newBuilder(search.apply(type))
                    .header("Authorization", authorization)
                    .build();
            String headers = client.send(request, BodyHandlers.ofString()).body();
            all.append(headers);
            for (String guid : headers.split("\"guid\":\"")) {
                HttpRequest entity = HttpRequest.newBuilder(URI.create(stack.address("atlas")
                                + "/api/atlas/v2/entity/guid/" + guid.split("\"")[0].replaceAll("[^0-9a-f-]", "")))
                        .header("Authorization", authorization)
                        .build();
                all.append(client.send(entity, BodyHandlers.ofString()).body());
            }
        }
        return all.toString();
    }
}
