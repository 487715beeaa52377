package io.lakespan.app.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows are projected, computed, masked and filtered on their way, and the comparison of the sides knows it. */
class TransformIT {
    private static final String SHARD = """
            (id INT PRIMARY KEY, region VARCHAR(9) NOT NULL, name VARCHAR(40), email VARCHAR(60), qty INT,
             price DECIMAL(10,2), made DATETIME(6), seen TIMESTAMP(3), big BIGINT UNSIGNED, took TIME(3), doc JSON,
             raw VARBINARY(9), ok BIT(1), day DATE)
            """;
    private static final String VALUES = """
             (1, 'eu', 'Ärmel', 'a@example.org', 2, 1.10, '2026-11-21 10:00:00.123456', '2026-11-21 10:00:00.123',
              18446744073709551615, '838:59:58.500', '{"b": 1, "a": [true]}', x'00ff', 1, '2024-02-29'),
             (2, 'eu', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
             (3, 'us', 'Cid', 'c@example.org', 3, 2.50, NULL, NULL, 7, '01:00:01.000', '{}', x'', 0, '1969-12-31'),
             (4, 'us', 'Dee', 'd@example.org', 4, 0.25, NULL, NULL, 0, '00:00:00', '[1, 2]', x'01', 0, '2000-01-01')
            """;
    private static CdcStack stack;

    @BeforeAll
    static void start() {
        stack = CdcStack.start("transform", "mysql", "s3", "glue", "flink-jobmanager", "flink-taskmanager");
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
    void shardsAreTransformedIntoOneTableAndStayEqual() throws Exception {
        stack.sql(
                "CREATE DATABASE shaped",
                "CREATE TABLE shaped.orders_1 " + SHARD,
                "CREATE TABLE shaped.orders_2 " + SHARD,
                "INSERT INTO shaped.orders_1 VALUES" + VALUES,
                "INSERT INTO shaped.orders_2 VALUES" + VALUES);
        Path salt = Files.writeString(Path.of("target", "transform.salt").toAbsolutePath(), "pepper");
        Path definition = stack.define(
                "shaped", "shaped.\\.*", "", "schema.change.behavior: evolve\nmask.salt: ${file:%s}".formatted(salt));
        append(definition, """
                route:
                  - source-table: shaped.orders_\\.*
                    sink-table: shaped.orders
                transform:
                  - source-table: shaped.orders_\\.*
                    projection: >
                      \\*, __table_name__ AS shard, UPPER(name) AS name, qty * price AS total, MASK_HASH(email) AS email,
                      MASK_REDACT(CAST(big AS VARCHAR), 2) AS big, CONCAT(took, ' ', doc) AS mixed,
                      DATE_FORMAT(seen, 'yyyy-MM-dd') AS seen_on, MASK_HASH(CAST(`day` AS VARCHAR)) AS `day`,
                      CASE WHEN ok THEN 'yes' ELSE 'no' END AS fine
                    filter: qty > 0 AND region <> 'nowhere'
                    primary-keys: id, shard, region
                """);
        stack.run(definition);
        stack.equal(definition);
        assertThat(stack.rows("shaped.orders")).hasSize(6).allSatisfy(row -> {
            assertThat(row.get("email")).matches("'[0-9a-f]{30}…'");
            assertThat(row.get("big")).startsWith("'***");
        });

        stack.sql(
                "UPDATE shaped.orders_1 SET qty = 0 WHERE id = 1",
                "UPDATE shaped.orders_1 SET qty = 9, price = 1.5 WHERE id = 2",
                "UPDATE shaped.orders_2 SET region = 'asia' WHERE id = 3",
                "UPDATE shaped.orders_2 SET id = 40, name = 'moved' WHERE id = 4",
                "UPDATE shaped.orders_1 SET email = 'other@example.org' WHERE id = 3",
                "DELETE FROM shaped.orders_1 WHERE id = 4",
                "UPDATE shaped.orders_2 SET qty = NULL WHERE id = 1",
                "ALTER TABLE shaped.orders_1 ADD COLUMN note VARCHAR(9) DEFAULT 'new'",
                "ALTER TABLE shaped.orders_2 ADD COLUMN note VARCHAR(9) DEFAULT 'new'",
                "INSERT INTO shaped.orders_2 (id, region, qty, note) VALUES (5, 'eu', 5, 'five'), (6, 'eu', 0, 'six')",
                "UPDATE shaped.orders_1 SET note = 'changed' WHERE id = 2");
        stack.equal(definition);
        assertThat(stack.rows("shaped.orders"))
                .extracting(row -> row.get("shard") + row.get("id") + row.get("region") + row.get("note"))
                .containsExactlyInAnyOrder(
                        "'orders_1'2'eu''changed'",
                        "'orders_1'3'us''new'",
                        "'orders_2'3'asia''new'",
                        "'orders_2'40'us''new'",
                        "'orders_2'5'eu''five'");

        stack.stop("shaped");
        stack.sql(
                "UPDATE shaped.orders_1 SET email = 'leak@example.org', price = 7 WHERE id = 3",
                "UPDATE shaped.orders_2 SET qty = 1 WHERE id = 6");
        CommandRun verify = stack.command("cdc", "verify", definition.toString());
        assertThat(verify.status()).isNotZero();
        assertThat(verify.out() + verify.err())
                .contains(
                        "id=3, shard='orders_1', region='us'", "email", "total", "id=6, shard='orders_2', region='eu'")
                .doesNotContain("leak@", "pepper");
        assertThat(stack.log("flink-taskmanager")).doesNotContain("@example.org", "pepper");
    }

    @Test
    void aColumnThatAProjectionNamesAndTheSourceLosesEndsTheJobOnce() throws Exception {
        stack.sql(
                "CREATE DATABASE named",
                "CREATE TABLE named.t (id INT PRIMARY KEY, a INT, b INT, c INT)",
                "INSERT INTO named.t VALUES (1, 1, 1, 1)");
        Path definition =
                stack.define("named", "named.\\.*", "", "schema.change.behavior: evolve\nschema.change.approved: drop");
        String before = Files.readString(definition);
        append(definition, """
                transform:
                  - source-table: named.t
                    projection: \\*, a + 1 AS a
                """);
        stack.run(definition);
        stack.equal(definition);
        stack.sql(
                "ALTER TABLE named.t DROP COLUMN c",
                "INSERT INTO named.t VALUES (2, 2, 2)",
                "ALTER TABLE named.t RENAME COLUMN a TO aa",
                "INSERT INTO named.t VALUES (3, 3, 3)");

        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        stack.command("cdc", "list").out())
                .containsPattern("named +FAILED"));

        assertThat(stack.failure("named")).contains("named.t", "there is no column 'a'", "mend the definition");
        assertThat(stack.rows("named.t")).containsExactlyInAnyOrder(row("1", "2", "1"), row("2", "3", "2"));
        Files.writeString(definition, before);
        append(definition, """
                transform:
                  - source-table: named.t
                    projection: id, b, aa + 1 AS a
                """);
        stack.run(definition, "--from-savepoint", "latest");
        stack.equal(definition);
    }

    private static Map<String, String> row(String id, String a, String b) {
        return Map.of("id", id, "a", a, "b", b);
    }

    @Test
    void everyErrorOfATransformIsToldBeforeAnythingRuns() throws Exception {
        stack.sql("CREATE DATABASE wrong", "CREATE TABLE wrong.t (id INT PRIMARY KEY, qty INT)");
        Path definition = stack.define("wrong", "wrong.\\.*", "", "");
        append(definition, """
                transform:
                  - source-table: wrong.t
                    projection: qtty * 2 AS x
                    filter: qty >
                """);

        CommandRun validate = stack.command("cdc", "validate", definition.toString());

        assertThat(validate.status()).isNotZero();
        assertThat(List.of(validate.err().split("\n")))
                .anySatisfy(line ->
                        assertThat(line).contains(definition + ":16:17", "no column 'qtty'; did you mean 'qty'?"))
                .anySatisfy(line -> assertThat(line).contains(definition + ":17:", "filter: this is no SQL"))
                .anySatisfy(line -> assertThat(line).contains("primary key of wrong.t is left out"));
    }

    private static void append(Path definition, String yaml) throws IOException {
        Files.writeString(definition, yaml, StandardOpenOption.APPEND);
    }
}
