package io.lakespan.app.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows change their partition or their key, and leave nothing behind where they were. */
class MovingRowsIT {
    private static CdcStack stack;

    @BeforeAll
    static void start() {
        stack = CdcStack.start("moving-rows", "mysql", "s3", "glue", "flink-jobmanager", "flink-taskmanager");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void aRowStandsOnceWhereverItGoes() throws Exception {
        stack.sql(
                "CREATE DATABASE moving",
                "CREATE TABLE moving.orders (id INT PRIMARY KEY, region VARCHAR(9), placed DATETIME, qty INT)",
                "CREATE TABLE moving.items (id INT, part INT, v INT, PRIMARY KEY (id, part))");
        for (int from = 0; from < 2_000; from += 500) {
            stack.sql(
                    "INSERT INTO moving.orders SELECT n, CONCAT('r', n % 5), '2026-01-01' + INTERVAL n HOUR, n FROM ("
                            + numbers(from) + ") numbers",
                    "INSERT INTO moving.items SELECT n, n % 7, n FROM (" + numbers(from) + ") numbers");
        }
        Path definition = stack.define(
                "moving",
                "moving.\\.*",
                "partition.key: moving.orders:region,month(placed);moving.items:bucket(4, id);moving.later:x",
                "schema.change.behavior: evolve");
        stack.run(definition);
        stack.equal(definition);

        stack.sql(
                "UPDATE moving.orders SET region = 'r9' WHERE id % 3 = 0",
                "UPDATE moving.orders SET placed = placed + INTERVAL 40 DAY WHERE id % 4 = 1",
                "UPDATE moving.orders SET id = id + 10000, region = 'moved' WHERE id % 10 = 2",
                "UPDATE moving.items SET part = part + 1, v = v + 1 WHERE id % 2 = 0",
                "UPDATE moving.items SET id = id + 10000 WHERE id % 5 = 0",
                "DELETE FROM moving.orders WHERE region = 'r9' AND id % 2 = 0",
                "UPDATE moving.orders SET region = 'back' WHERE region = 'moved'",
                "ALTER TABLE moving.orders ADD COLUMN note VARCHAR(9)",
                "UPDATE moving.orders SET region = 'r1', note = 'n' WHERE id % 6 = 1",
                "CREATE TABLE moving.later (id INT PRIMARY KEY, x INT)",
                "INSERT INTO moving.later VALUES (1, 1), (2, 2)",
                "UPDATE moving.later SET x = 3");
        stack.kill("flink-taskmanager", Duration.ofSeconds(2));
        stack.sql("UPDATE moving.orders SET region = 'last' WHERE id % 7 = 1", "UPDATE moving.later SET x = 4");
        stack.equal(definition);
        assertThat(stack.rows("moving.later")).hasSize(2);
    }

    /** 500 numbers from this one on. */
    private static String numbers(int from) {
        return "WITH RECURSIVE s (n) AS (SELECT " + from + " UNION ALL SELECT n + 1 FROM s WHERE n < " + (from + 499)
                + ") SELECT n FROM s";
    }
}
