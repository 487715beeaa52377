package io.lakespan.app.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole databases into Hudi tables, read back by Hudi's own reader. */
class HudiSinkIT {
    private static CdcStack stack;

    @BeforeAll
    static void start() {
        stack = CdcStack.start("hudi-sink", "mysql", "s3", "glue", "flink-jobmanager", "flink-taskmanager");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void endJobs() {
        stack.stopAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"COPY_ON_WRITE", "MERGE_ON_READ"})
    void rowsAndNewColumnsArrive(String type) throws Exception {
        String database = type.toLowerCase(java.util.Locale.ROOT);
        stack.sql(
                "CREATE DATABASE " + database,
                "CREATE TABLE " + database
                        + ".t (id INT PRIMARY KEY, a INT, d DECIMAL(12,2), n VARCHAR(20), s DATETIME(6))",
                "INSERT INTO " + database + ".t VALUES (1, 1, 1.25, 'one', '2026-01-02 03:04:05.678901'),"
                        + " (2, 2, -2.5, NULL, NULL), (3, 3, 0, '', '1969-12-31 23:59:59.999999')");
        Path definition = stack.defineHudi(database, database + ".\\.*", "table.properties.table.type: " + type, "");
        stack.run(definition);
        stack.equal(definition);
        stack.sql(
                "UPDATE " + database + ".t SET a = a + 10 WHERE id > 1",
                "DELETE FROM " + database + ".t WHERE id = 1",
                "ALTER TABLE " + database + ".t ADD COLUMN extra TEXT, MODIFY a BIGINT",
                "INSERT INTO " + database + ".t VALUES (4, 5000000000, 4, 'four', NULL, 'new')",
                "UPDATE " + database + ".t SET extra = 'old' WHERE id = 2",
                "CREATE TABLE " + database + ".u (k VARCHAR(10), l INT, PRIMARY KEY (k, l))",
                "INSERT INTO " + database + ".u VALUES ('a', 1), ('b', 2)");
        stack.equal(definition);
    }

    @Test
    void aJobThatIsKilledGoesOnWithoutLossOrDoubt() throws Exception {
        stack.sql(
                "CREATE DATABASE killed",
                "CREATE TABLE killed.t (id INT PRIMARY KEY AUTO_INCREMENT, region VARCHAR(5), v INT)",
                "INSERT INTO killed.t (region, v) VALUES ('eu', 1), ('us', 2), ('eu', 3), ('as', 4)");
        Path definition = stack.defineHudi(
                "killed",
                "killed.\\.*",
                "partition.key: killed.t:region\ntable.properties.table.type: MERGE_ON_READ",
                "");
        stack.run(definition);
        stack.equal(definition);
        for (int round = 0; round < 3; round++) {
            stack.sql(
                    "INSERT INTO killed.t (region, v) SELECT region, v + 1 FROM killed.t",
                    "UPDATE killed.t SET region = IF(region = 'eu', 'us', 'eu') WHERE id % 3 = 0",
                    "DELETE FROM killed.t WHERE id % 7 = 5");
            stack.kill("flink-taskmanager", Duration.ofMillis(700L + 900 * round));
        }
        stack.equal(definition);
        assertThat(stack.command("cdc", "list").out()).containsPattern("killed +RUNNING");
    }
}
