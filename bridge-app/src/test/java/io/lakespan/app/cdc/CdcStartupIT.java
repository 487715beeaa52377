package io.lakespan.app.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A job begins where its definition says. Each test's first row was written before, its last one after the start. */
class CdcStartupIT {
    private static CdcStack stack;

    @BeforeAll
    static void start() {
        stack = CdcStack.start("cdc-startup", "mysql", "s3", "glue", "flink-jobmanager", "flink-taskmanager");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void freeTheSlots() {
        stack.stopAll();
    }

    private static void table(String database) throws SQLException {
        stack.sql("CREATE DATABASE " + database, "CREATE TABLE " + database + ".t (id INT PRIMARY KEY)");
    }

    private static Path run(String database, String startup) throws IOException {
        Path definition =
                stack.define(database, database + ".\\.*\n" + startup.indent(2).stripTrailing(), "", "");
        stack.run(definition);
        return definition;
    }

    private static void holds(String database, Integer... ids) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(stack.rows(database + ".t"))
                .extracting(row -> Integer.valueOf(row.get("id")))
                .containsExactlyInAnyOrder(ids));
    }

    /** The server's newest place: file, position and executed GTIDs. */
    private static List<String> place() throws SQLException {
        return stack.row("SHOW MASTER STATUS", 1, 2, 5);
    }

    @Test
    void atWhatComesNow() throws Exception {
        table("from_now");
        stack.sql("INSERT INTO from_now.t VALUES (1)");
        long before = beginnings();
        run("from_now", "scan.startup.mode: latest-offset");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> beginnings() > before);
        stack.sql("INSERT INTO from_now.t VALUES (2)");

        holds("from_now", 2);
    }

    /** How often a job has found out where it begins. */
    private static long beginnings() throws IOException {
        return stack.log("flink-taskmanager")
                .lines()
                .filter(line -> line.contains("Starting offset is initialized to"))
                .count();
    }

    @Test
    void atTheFirstChangeThereIs() throws Exception {
        table("from_first");
        stack.sql("INSERT INTO from_first.t VALUES (1)", "INSERT INTO from_first.t VALUES (2)");
        run("from_first", "scan.startup.mode: earliest-offset");
        stack.sql("DELETE FROM from_first.t WHERE id = 1", "INSERT INTO from_first.t VALUES (3)");

        holds("from_first", 2, 3);
    }

    @Test
    void atAPlaceInTheBinlogOrAfterTransactions() throws Exception {
        table("from_place");
        stack.sql("INSERT INTO from_place.t VALUES (1)");
        List<String> place = place();
        stack.sql("INSERT INTO from_place.t VALUES (2)");
        run(
                "from_place",
                "scan.startup.mode: specific-offset\nscan.startup.specific-offset.file: " + place.get(0)
                        + "\nscan.startup.specific-offset.pos: " + place.get(1));
        stack.sql("INSERT INTO from_place.t VALUES (3)");
        holds("from_place", 2, 3);

        table("from_gtids");
        stack.sql("INSERT INTO from_gtids.t VALUES (1)");
        String executed = place().get(2);
        stack.sql("INSERT INTO from_gtids.t VALUES (2)");
        run("from_gtids", "scan.startup.mode: specific-offset\nscan.startup.specific-offset.gtid-set: " + executed);
        stack.sql("INSERT INTO from_gtids.t VALUES (3)");
        holds("from_gtids", 2, 3);
    }

    @Test
    void atAMoment() throws Exception {
        table("from_moment");
        stack.sql("INSERT INTO from_moment.t VALUES (1)");
        // The binlog counts whole seconds.
        Awaitility.await().pollDelay(Duration.ofMillis(2100)).until(() -> true);
        long moment = System.currentTimeMillis();
        Awaitility.await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
        stack.sql("INSERT INTO from_moment.t VALUES (2)");
        run("from_moment", "scan.startup.mode: timestamp\nscan.startup.timestamp-millis: " + moment);
        stack.sql("INSERT INTO from_moment.t VALUES (3)");

        holds("from_moment", 2, 3);
    }

    @Test
    void aPlaceThatTheServerDoesNotHaveIsRefusedBeforeAnythingIsSubmitted() throws Exception {
        table("from_nowhere");
        Path definition = stack.define(
                "from_nowhere",
                "from_nowhere.\\.*\n  scan.startup.mode: specific-offset\n"
                        + "  scan.startup.specific-offset.file: binlog.999999\n  scan.startup.specific-offset.pos: 4",
                "",
                "");

        CommandRun run = stack.command("cdc", "run", definition.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.onlyLine()).contains("it has no binlog file binlog.999999 (binlog.000001 to ");
        assertThat(stack.command("cdc", "list").out()).doesNotContain("from_nowhere");
    }
}
