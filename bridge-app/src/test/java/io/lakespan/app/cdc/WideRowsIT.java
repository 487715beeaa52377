package io.lakespan.app.cdc;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows of 200 columns and a quarter of a megabyte, through a TaskManager with a heap of 768 MiB. */
class WideRowsIT {
    private static final int ROWS_DOUBLED = 10;

    private static CdcStack stack;

    @BeforeAll
    static void start() {
        stack = CdcStack.start("wide-rows", "mysql", "s3", "glue", "flink-jobmanager", "flink-taskmanager");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void wideRowsAreReadAndFollowedWithinASmallHeap() throws Exception {
        String narrow = IntStream.rangeClosed(1, 195)
                .mapToObj(i -> "c" + i + (i % 2 == 0 ? " INT" : " VARCHAR(10)"))
                .collect(Collectors.joining(", "));
        stack.sql(
                "CREATE DATABASE wide",
                "CREATE TABLE wide.t (id INT PRIMARY KEY AUTO_INCREMENT, " + narrow
                        + ", x1 TEXT, x2 TEXT, x3 TEXT, x4 TEXT)",
                "INSERT INTO wide.t (c1, c195, x1, x2, x3, x4) VALUES ('a', 'z', REPEAT('0123456789abcdef', 4095),"
                        + " REPEAT('ä', 32000), REPEAT('0', 65535), REPEAT('x', 65535))");
        for (int i = 0; i < ROWS_DOUBLED; i++) {
            stack.sql("INSERT INTO wide.t (c1, c195, x1, x2, x3, x4)"
                    + " SELECT id, LEFT(MD5(RAND(id)), 10), REPEAT(LEFT(MD5(id), 16), 4095), x2, x3, x4 FROM wide.t");
        }
        Path definition = stack.define("wide", "wide.\\.*", "", "");
        stack.run(definition);
        stack.equal(definition);
        stack.sql("UPDATE wide.t SET c2 = id, x3 = REVERSE(x1) WHERE id % 2 = 0");
        stack.equal(definition);
    }
}
