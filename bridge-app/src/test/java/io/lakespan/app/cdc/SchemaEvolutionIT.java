package io.lakespan.app.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.CommandRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tables of MySQL change while a job carries them, and the lake follows. */
class SchemaEvolutionIT {
    private static final String FOLLOW_ALL = """
            schema.change.behavior: evolve
            schema.change.approved: [drop, truncate]
            """;
    private static CdcStack stack;

    @BeforeAll
    static void start() {
        stack = CdcStack.start("schema-evolution", "mysql", "s3", "glue", "flink-jobmanager", "flink-taskmanager");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void freeTheSlots() {
        stack.stopAll();
    }

    @Test
    void theLakeFollowsEveryKindOfChangeAmidRows() throws Exception {
        stack.sql(
                "CREATE DATABASE evolving",
                "CREATE TABLE evolving.items (id INT PRIMARY KEY, name VARCHAR(20), qty INT NOT NULL, note TEXT)",
                "INSERT INTO evolving.items VALUES (1, 'one', 1, 'a'), (2, 'two', 2, 'b'), (3, 'three', 3, NULL)",
                "CREATE TABLE evolving.logs (id INT PRIMARY KEY, line TEXT)",
                "INSERT INTO evolving.logs VALUES (1, 'x'), (2, 'y')",
                "CREATE TABLE evolving.old (id INT PRIMARY KEY)",
                "INSERT INTO evolving.old VALUES (1)");
        Path definition = stack.define("evolving", "evolving.\\.*", "", FOLLOW_ALL);
        stack.run(definition);
        stack.equal(definition);
        stack.sql(
                "UPDATE evolving.items SET qty = 10 WHERE id = 1",
                "ALTER TABLE evolving.items ADD COLUMN price DECIMAL(10,2) COMMENT 'in euro'",
                "INSERT INTO evolving.items VALUES (4, 'four', 4, 'd', 9.99)",
                "ALTER TABLE evolving.items RENAME COLUMN note TO remark",
                "UPDATE evolving.items SET remark = 'renamed' WHERE id = 3",
                "ALTER TABLE evolving.items MODIFY qty BIGINT NOT NULL",
                "UPDATE evolving.items SET qty = 5000000000 WHERE id = 2",
                "ALTER TABLE evolving.items DROP COLUMN name, ADD COLUMN state VARCHAR(9) NOT NULL DEFAULT 'new'",
                "UPDATE evolving.items SET state = 'sold' WHERE id = 4",
                "INSERT INTO evolving.items (id, qty) VALUES (5, 5)",
                "CREATE TABLE evolving.later (id BIGINT PRIMARY KEY, at DATETIME(3))",
                "INSERT INTO evolving.later VALUES (1, '2026-11-21 10:00:00.123')",
                "ALTER TABLE evolving.later ADD COLUMN place POINT, ADD COLUMN area GEOMETRY",
                "INSERT INTO evolving.later VALUES (2, NULL, POINT(48, 11),"
                        + " ST_GeomFromText('POLYGON((0 0, 1 0, 1 1, 0 0))'))",
                "INSERT INTO evolving.logs VALUES (3, 'z')",
                "TRUNCATE TABLE evolving.logs",
                "INSERT INTO evolving.logs VALUES (3, 'after'), (4, 'after')",
                "DROP TABLE evolving.old");
        stack.equal(definition);
        assertThat(stack.command("cdc", "list").out()).contains("RUNNING");
    }

    @Test
    void whatIsLostInTheSourceWaitsForApproval() throws Exception {
        stack.sql(
                "CREATE DATABASE careful",
                "CREATE TABLE careful.people (id INT PRIMARY KEY, name VARCHAR(20), phone VARCHAR(20))",
                "INSERT INTO careful.people VALUES (1, 'Ada', '1'), (2, 'Bob', '2')",
                "CREATE TABLE careful.visits (id INT PRIMARY KEY, place VARCHAR(20))",
                "INSERT INTO careful.visits VALUES (1, 'here'), (2, 'there')",
                "CREATE TABLE careful.gone (id INT PRIMARY KEY)",
                "INSERT INTO careful.gone VALUES (1)");
        Path definition = stack.define("careful", "careful.\\.*", "", "schema.change.behavior: evolve");
        stack.run(definition);
        stack.equal(definition);
        assertThat(stack.command("cdc", "approve", definition.toString()).out())
                .isEqualTo("Nothing waits for approval.\n");
        stack.sql(
                "ALTER TABLE careful.people DROP COLUMN phone",
                "INSERT INTO careful.people VALUES (3, 'Cid')",
                "TRUNCATE TABLE careful.visits",
                "INSERT INTO careful.visits VALUES (2, 'again'), (3, 'new')",
                "DROP TABLE careful.gone");
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(waiting(definition))
                .hasSize(3)
                .anyMatch(line -> line.matches(".*careful\\.people +drop\\.column +phone +careful\\.people.*"))
                .anyMatch(line -> line.matches(".*careful\\.visits +truncate\\.table +- +careful\\.visits.*"))
                .anyMatch(line -> line.matches(".*careful\\.gone +drop\\.table +- +careful\\.gone.*")));
        assertThat(stack.rows("careful.visits"))
                .as("the rows of before are still there")
                .hasSize(3);
        assertThat(stack.command("cdc", "approve", definition.toString(), "9").onlyLine())
                .contains("nothing waits under number 9");

        CommandRun approved = stack.command("cdc", "approve", definition.toString(), "--all");

        assertThat(approved.status()).as(approved.err()).isZero();
        assertThat(approved.out()).contains("Done: truncate.table of careful.visits");
        stack.sql("INSERT INTO careful.people VALUES (4, 'Dee')", "UPDATE careful.visits SET place = 'x' WHERE id = 3");
        stack.equal(definition);
        assertThat(stack.command("cdc", "approve", definition.toString()).out())
                .isEqualTo("Nothing waits for approval.\n");
    }

    private static List<String> waiting(Path definition) {
        return stack.command("cdc", "approve", definition.toString())
                .out()
                .lines()
                .filter(line -> line.matches("[0-9]+ .*"))
                .toList();
    }

    @Test
    void changesMadeWhileTheJobIsStoppedAreCaughtUpWith() throws Exception {
        stack.sql(
                "CREATE DATABASE paused",
                "CREATE TABLE paused.a (id INT PRIMARY KEY, x INT, y VARCHAR(9))",
                "INSERT INTO paused.a VALUES (1, 1, 'y'), (2, 2, 'y')",
                "CREATE DATABASE beside",
                "CREATE TABLE beside.early (id INT PRIMARY KEY)",
                "INSERT INTO beside.early VALUES (1), (2)");
        Path definition = stack.define("paused", "paused.\\.*", "", FOLLOW_ALL);
        stack.run(definition);
        stack.equal(definition);
        String savepoint = stack.stop("paused");
        stack.sql(
                "UPDATE paused.a SET x = 7 WHERE id = 1",
                "ALTER TABLE paused.a RENAME COLUMN x TO z, ADD COLUMN w INT NOT NULL DEFAULT 5",
                "INSERT INTO paused.a VALUES (3, 3, 'y', 6)",
                "CREATE TABLE paused.b (id INT PRIMARY KEY)",
                "INSERT INTO paused.b VALUES (1)",
                "DELETE FROM paused.a WHERE id = 2");
        // One more database, with rows that no binlog of after the savepoint holds.
        Path wider = stack.define("paused", "paused.\\.*, beside.\\.*", "", FOLLOW_ALL);

        stack.run(wider, "--from-savepoint", savepoint);

        stack.equal(wider);
        stack.sql("INSERT INTO beside.early VALUES (3)", "ALTER TABLE paused.a DROP COLUMN y");
        stack.equal(wider);
    }

    @Test
    void aTaskManagerKilledAmidStatementsCostsNothing() throws Exception {
        stack.sql(
                "CREATE DATABASE killed",
                "CREATE TABLE killed.t (id INT AUTO_INCREMENT PRIMARY KEY, a INT, v VARCHAR(20))",
                "INSERT INTO killed.t (a, v) VALUES (1, 'one'), (2, 'two')");
        Path definition = stack.define("killed", "killed.\\.*", "", FOLLOW_ALL);
        stack.run(definition);
        stack.equal(definition);
        for (int round = 0; round < 4; round++) {
            stack.sql(
                    "INSERT INTO killed.t (a, v) SELECT a + 1, v FROM killed.t",
                    "ALTER TABLE killed.t RENAME COLUMN a TO b, ADD COLUMN r" + round + " INT NOT NULL DEFAULT "
                            + round,
                    "UPDATE killed.t SET b = b + 1 WHERE id % 3 = 0",
                    "ALTER TABLE killed.t RENAME COLUMN b TO a",
                    "DELETE FROM killed.t WHERE id % 7 = 5",
                    "CREATE TABLE killed.u" + round + " LIKE killed.t",
                    "INSERT INTO killed.u" + round + " SELECT * FROM killed.t",
                    "TRUNCATE TABLE killed.u" + round,
                    "INSERT INTO killed.u" + round + " SELECT * FROM killed.t WHERE id % 2 = 0");
            stack.kill("flink-taskmanager", Duration.ofMillis(700L + 900 * round));
        }
        stack.equal(definition);
    }

    @Test
    void aTypeThatTheLakeCannotFollowEndsTheJobOnceOrGetsAColumnOfItsOwn() throws Exception {
        stack.sql(
                "CREATE DATABASE strict",
                "CREATE TABLE strict.t (id INT PRIMARY KEY, v INT)",
                "INSERT INTO strict.t VALUES (1, 1)");
        Path evolve = stack.define("strict", "strict.\\.*", "", "schema.change.behavior: evolve");
        Path lenient = stack.define("relaxed", "strict.\\.*", "existing-rows: keep", "");
        stack.run(evolve);
        stack.equal(evolve);
        stack.sql("ALTER TABLE strict.t MODIFY v VARCHAR(20)", "INSERT INTO strict.t VALUES (2, 'two')");

        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        stack.command("cdc", "list").out())
                .containsPattern("strict +FAILED"));

        assertThat(stack.failure("strict")).contains("strict.t.v is string now", "cannot widen");
        stack.dropLakeTable("strict.t");
        stack.sql("DELETE FROM strict.t WHERE id = 2", "ALTER TABLE strict.t MODIFY v INT");
        stack.run(lenient);
        stack.equal(lenient);
        stack.sql(
                "ALTER TABLE strict.t MODIFY v VARCHAR(20)",
                "INSERT INTO strict.t VALUES (2, 'two')",
                "CREATE TABLE strict.keyless (x INT)",
                "INSERT INTO strict.keyless VALUES (1)");
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(stack.rows("strict.t"))
                .containsExactlyInAnyOrder(
                        Map.of("id", "1", "v", "1", "v__string", "NULL"),
                        Map.of("id", "2", "v", "NULL", "v__string", "'two'")));
        assertThat(stack.command("cdc", "list").out()).containsPattern("relaxed +RUNNING");
    }
}
