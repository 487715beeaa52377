package io.lakespan.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakespan.app.fixture.AtlasUser;
import io.lakespan.app.fixture.CommandProcess;
import io.lakespan.app.fixture.CommandRun;
import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.app.wiring.LocalProfile;
import io.lakespan.app.wiring.Services;
import io.lakespan.local.LocalStack;
import io.lakespan.local.PartStatus;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One pipeline of two tables, from its snapshot through restarts of every kind, as its status shows it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CdcStatusIT {
    private static final Path HOME = Path.of("target", "cdc-status").toAbsolutePath();
    private static final Path DEFINITION = HOME.resolve("notes.yaml");
    private static final String JOB = "notes-to-lake";
    private static final int ROWS = 300_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static LocalStack stack;

    @BeforeAll
    static void startTheStackAndFillMySql() throws IOException, SQLException {
        // A run that was cut short leaves its data behind.
        command("reset", "--yes");
        stack = LocalStack.open(StackOptions.at(HOME)
                .withFreePorts()
                .only("mysql", "s3", "glue", "solr", "atlas", "flink-taskmanager"));
        stack.up(Progress.lines(System.out));
        sql("CREATE DATABASE notes");
        sql("CREATE TABLE notes.words (id BIGINT PRIMARY KEY AUTO_INCREMENT, word VARCHAR(50))");
        sql("CREATE TABLE notes.letters (id BIGINT PRIMARY KEY AUTO_INCREMENT, text VARCHAR(200), n INT)");
        sql("INSERT INTO notes.words (word) VALUES ('a'), ('b'), ('c')");
        sql("INSERT INTO notes.letters (text, n) WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t"
                + " WHERE i < 1000) SELECT REPEAT('x', 100), a.i FROM t a, t b LIMIT " + ROWS);
        sql("ANALYZE TABLE notes.words, notes.letters");
        Files.writeString(DEFINITION, definition());
    }

    @AfterAll
    static void stopTheStack() {
        stack.down();
    }

    @Test
    @Order(1)
    void duringTheSnapshotTheStatusSaysHowFarItIs() {
        run();
        JsonNode amid =
                awaitStatus(status -> status.path("snapshot").path("rows").asLong() > 0);
        JsonNode snapshot = amid.get("snapshot");
        assertThat(snapshot.get("rows").asLong()).isLessThan(ROWS + 3);
        assertThat(snapshot.get("estimatedRows").asLong()).isBetween(ROWS / 2L, ROWS * 2L);
        assertThat(snapshot.get("percent").asInt()).isBetween(0, 99);
        assertThat(snapshot.get("rowsPerSecond").asDouble()).isPositive();
        assertThat(amid.get("source").has("fetchLagMillis")).isFalse();
        assertThat(command("cdc", "status", JOB).out())
                .contains("JOB ", "RUNNING for", "SNAPSHOT", " %, ", "unknown before the first change");
    }

    @Test
    @Order(2)
    void afterTheSnapshotLiveChangesRaiseTheRowCount() throws SQLException {
        JsonNode read =
                awaitStatus(status -> rows(status) == ROWS + 3 && !status.has("snapshot") && completed(status) > 0);
        assertThat(read.get("source").get("bytes").asLong()).isGreaterThan(ROWS * 100L);
        assertThat(read.get("checkpoints").get("last").get("path").asText()).contains("/chk-");
        assertThat(read.get("restarts").asInt()).isZero();
        sql("INSERT INTO notes.words (word) VALUES ('d'), ('e')");
        JsonNode changed = awaitStatus(status -> rows(status) == ROWS + 5);
        assertThat(changed.get("source").get("fetchLagMillis").asLong()).isBetween(0L, 60_000L);
        assertThat(command("cdc", "status", JOB).out())
                .contains("300,005 rows", "when read", "completed")
                .doesNotContain("SNAPSHOT", "FAILURE");
        awaitLakeEqual();
    }

    @Test
    @Order(3)
    void wrongInputsAreRefusedWhileTheJobGoesOn() throws IOException {
        String id = status().get("jobId").asText();
        refused(ExitStatus.NOT_FOUND, "no job nobody is known", "cdc", "status", "nobody");
        refused(ExitStatus.CONFLICT, "it needs 9, holds 1, and 3 are free", rescale(DEFINITION, 9));
        refused(ExitStatus.INVALID_INPUT, "--parallelism is 0", rescale(DEFINITION, 0));
        refused(ExitStatus.INVALID_INPUT, "at most 128", rescale(DEFINITION, 129));
        refused(ExitStatus.NOT_FOUND, "nowhere.yaml", rescale(HOME.resolve("nowhere.yaml"), 2));
        Path stated = other(definition() + "  parallelism: 3\n");
        refused(ExitStatus.INVALID_INPUT, "pipeline.parallelism: 3", rescale(stated, 2));
        Path narrow = other(definition().replace("source:\n", "source:\n  server-id: 7001\n"));
        refused(ExitStatus.INVALID_INPUT, "server-id: 7001", rescale(narrow, 2));
        Path another = other(definition().replace(JOB, "another"));
        refused(ExitStatus.INVALID_INPUT, "defines the job another", rescale(another, 2));
        refused(
                ExitStatus.NOT_FOUND,
                "no savepoint or retained checkpoint of another",
                "cdc",
                "run",
                another.toString(),
                "--from-savepoint",
                "latest");
        assertThat(status().get("jobId").asText()).isEqualTo(id);
        assertThat(status().get("state").asText()).isEqualTo("RUNNING");
    }

    @Test
    @Order(4)
    void aRescaledJobGoesOnFromWhereItWas() throws SQLException {
        assertThat(status().get("parallelism").asInt()).isEqualTo(1);
        CommandRun rescaled = command(rescale(DEFINITION, 2));
        assertThat(rescaled.status()).as(rescaled.err()).isZero();
        assertThat(rescaled.out()).contains("Stopped " + JOB + "; savepoint: ", "Going on from ");
        sql("UPDATE notes.letters SET n = n + 1 LIMIT 100");
        JsonNode status = awaitStatus(now -> rows(now) == 100);
        assertThat(status.get("parallelism").asInt()).isEqualTo(2);
        assertThat(status.get("startedFrom").asText()).contains("savepoint-");
        assertThat(status.has("snapshot")).isFalse();
        awaitLakeEqual();
    }

    @Test
    @Order(5)
    void aWatchEndsWithTheJobAndLatestIsItsSavepoint() throws SQLException {
        CompletableFuture<CommandRun> watch =
                CompletableFuture.supplyAsync(() -> command("cdc", "status", JOB, "--watch", "--json"));
        Awaitility.await().pollDelay(Duration.ofSeconds(4)).until(() -> !watch.isDone());
        CommandRun stop = command("cdc", "stop", JOB);
        assertThat(stop.status()).as(stop.err()).isZero();
        String savepoint = stop.out().replaceAll("(?s).*savepoint: (\\S+).*", "$1");
        List<String> seen = watch.join().out().lines().toList();
        assertThat(seen).hasSizeGreaterThan(1);
        assertThat(seen.get(0)).contains("\"state\":\"RUNNING\"");
        assertThat(seen.get(seen.size() - 1)).contains("\"state\":\"FINISHED\"", "\"rows\":100");
        assertThat(command("cdc", "status", JOB).out()).contains("FINISHED", "100 rows", savepoint);

        sql("DELETE FROM notes.words WHERE word = 'a'");
        assertThat(run("--from-savepoint", "latest").out()).contains("Going on from " + savepoint);
        awaitLakeEqual();
    }

    @Test
    @Order(6)
    void aRestartIsShownWithItsCauseAndToldToAtlas() throws SQLException {
        kill("flink-taskmanager");
        assertThat(command("up", "flink-taskmanager").status()).isZero();
        JsonNode restarted = awaitStatus(status -> status.path("restarts").asInt() > 0
                && status.path("runningTasks").asInt() == 4);
        assertThat(restarted.get("failure").get("cause").asText()).contains("TaskManager");
        assertThat(command("cdc", "status", JOB).out()).contains("FAILURE", "ago: ", "TaskManager");
        sql("INSERT INTO notes.words (word) VALUES ('f')");
        awaitLakeEqual();
        Map<String, String> conf = atlasConf();
        assertThat(conf).containsEntry("state", "RUNNING");
        // A first attempt may still meet the TaskManager that is gone.
        assertThat(Integer.parseInt(conf.get("restarts"))).isPositive();
        assertThat(conf.get("lastFailure")).contains("TaskManager");
        assertThat(conf).containsKeys("rowsRead", "checkpointsCompleted", "lastCheckpoint", "startedFrom");
        assertThat(conf.toString()).doesNotContain(stack.secret(Secrets.MYSQL_CDC_PASSWORD));
    }

    @Test
    @Order(7)
    void aCanceledJobGoesOnFromItsRetainedCheckpoint() throws SQLException {
        String id = status().get("jobId").asText();
        try (Services services = Services.open(LocalProfile.of(stack), HOME.resolve("scratch.db"))) {
            services.flink().cancel(id);
        }
        awaitStatus(status -> status.get("state").asText().equals("CANCELED"));
        sql("INSERT INTO notes.words (word) VALUES ('g')");
        assertThat(run("--from-savepoint", "latest").out()).containsPattern("Going on from \\S+/" + id + "/chk-\\d+");
        awaitLakeEqual();
    }

    @Test
    @Order(8)
    void aJobLostWithItsJobManagerGoesOnFromItsNewestCheckpoint() throws SQLException {
        JsonNode before = awaitStatus(status -> completed(status) > 0);
        kill("flink-jobmanager");
        assertThat(command("up", "flink-taskmanager").status()).isZero();
        CommandRun lost = command("cdc", "status", JOB);
        assertThat(lost.status()).isZero();
        assertThat(lost.out()).contains("FAILED", "the cluster does not know the job any more");
        assertThat(atlasConf()).containsEntry("state", "FAILED");
        sql("INSERT INTO notes.words (word) VALUES ('h')");
        assertThat(run("--from-savepoint", "latest").out())
                .containsPattern("Going on from \\S+/" + before.get("jobId").asText() + "/chk-\\d+");
        awaitLakeEqual();
    }

    @Test
    @Order(9)
    void anInterruptedRescaleSaysHowToGoOn() throws IOException, InterruptedException, SQLException {
        awaitStatus(status -> completed(status) > 0);
        CommandProcess rescale = CommandProcess.in(HOME, rescale(DEFINITION, 2));
        String stopped = rescale.awaitLine("Stopped " + JOB + "; savepoint: ");
        String savepoint = stopped.replaceAll(".*savepoint: ", "");
        List<String> said = rescale.interrupt();
        assertThat(rescale.status()).isEqualTo(130);
        assertThat(said)
                .contains("lakespan: interrupted; " + JOB + " is stopped, go on with: lakespan cdc run " + DEFINITION
                        + " --from-savepoint " + savepoint);
        // The cluster may have taken the job by then: it runs, or the command that was named starts it.
        sql("INSERT INTO notes.words (word) VALUES ('i')");
        CommandRun again = command("cdc", "run", DEFINITION.toString(), "--from-savepoint", savepoint);
        assertThat(again.status()).as(again.err()).isIn(ExitStatus.OK.code(), ExitStatus.CONFLICT.code());
        awaitLakeEqual();
    }

    private static CommandRun run(String... more) {
        String[] arguments = new String[3 + more.length];
        System.arraycopy(new String[] {"cdc", "run", DEFINITION.toString()}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        CommandRun run = command(arguments);
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }

    private static String[] rescale(Path file, int parallelism) {
        return new String[] {"cdc", "rescale", JOB, file.toString(), "--parallelism", Integer.toString(parallelism)};
    }

    private static void refused(ExitStatus status, String words, String... arguments) {
        CommandRun run = command(arguments);
        assertThat(run.status()).as(run.err()).isEqualTo(status.code());
        assertThat(run.onlyLine()).contains(words).doesNotContain("Exception");
    }

    private static JsonNode awaitStatus(Predicate<JsonNode> as) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(CdcStatusIT::status, as);
    }

    private static JsonNode status() throws AssertionError {
        CommandRun run = command("cdc", "status", JOB, "--json");
        assertThat(run.status()).as(run.err()).isZero();
        try {
            return JSON.readTree(run.out());
        } catch (JsonProcessingException e) {
            throw new AssertionError(run.out(), e);
        }
    }

    private static long rows(JsonNode status) {
        return status.path("source").path("rows").asLong(-1);
    }

    private static long completed(JsonNode status) {
        return status.path("checkpoints").path("completed").asLong();
    }

    private static void awaitLakeEqual() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> command("cdc", "verify", DEFINITION.toString()).status() == 0);
    }

    /** What Atlas has of the run. */
    private static Map<String, String> atlasConf() {
        JsonNode conf = AtlasUser.of(stack)
                .entity("flink_application", "flink://local/" + JOB + "@lakespan")
                .get("attributes")
                .get("conf");
        return JSON.convertValue(conf, JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    }

    /** Kills with signal 9 and waits until the process is gone. */
    private static void kill(String part) {
        long pid = stack.status().stream()
                .filter(status -> status.part().equals(part))
                .mapToLong((PartStatus status) -> status.pid().getAsLong())
                .findFirst()
                .getAsLong();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static void sql(String statement) throws SQLException {
        MySqlServer root = new MySqlServer(
                "127.0.0.1", stack.port("mysql.port"), "root", stack.secret(Secrets.MYSQL_ROOT_PASSWORD));
        try (Connection connection = root.connect(Map.of());
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private static Path other(String definition) throws IOException {
        return Files.writeString(HOME.resolve("other.yaml"), definition);
    }

    /** Small chunks, so that the snapshot lasts. */
    private static String definition() {
        return """
                source:
                  type: mysql
                  hostname: 127.0.0.1
                  port: %d
                  username: lakespan_cdc
                  password: ${file:%s}
                  tables: notes\\.\\.*
                  scan.incremental.snapshot.chunk.size: 1000
                  scan.snapshot.fetch.size: 1000
                sink:
                  type: iceberg
                pipeline:
                  name: %s
                  execution.checkpointing.interval: 2s
                """.formatted(
                        stack.port("mysql.port"), HOME.resolve("secrets").resolve(Secrets.MYSQL_CDC_PASSWORD), JOB);
    }

    private static CommandRun command(String... arguments) {
        return CommandRun.in(HOME, arguments);
    }
}
