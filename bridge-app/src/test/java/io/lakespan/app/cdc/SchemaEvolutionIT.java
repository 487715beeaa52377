package io.lakespan.app.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
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
                "INSERT INTO evolving.logs VALUES (3, 'z')",
                "TRUNCATE TABLE evolving.logs",
                "INSERT INTO evolving.logs VALUES (3, 'after'), (4, 'after')",
                "DROP TABLE evolving.old");
        stack.equal(definition);
        assertThat(stack.command("cdc", "list").out()).contains("RUNNING");
    }
}
