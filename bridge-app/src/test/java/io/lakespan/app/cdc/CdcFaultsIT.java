package io.lakespan.app.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.testkit.FaultyGlueLink;
import io.lakespan.testkit.FaultyGlueLink.Call;
import io.lakespan.testkit.FaultyGlueLink.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What surrounds a job fails while rows and tables change; in the end lake and source are equal in every column. */
@Tag("faults")
class CdcFaultsIT {
    private static final Function<Call, Fault> NO_FAULT = call -> Fault.NONE;
    private static final AtomicReference<Function<Call, Fault>> FAULTS = new AtomicReference<>(NO_FAULT);
    private static CdcStack stack;
    private static FaultyGlueLink link;

    @BeforeAll
    static void start() {
        stack = CdcStack.start("cdc-faults", "mysql", "s3", "glue", "flink-jobmanager", "flink-taskmanager");
        link = new FaultyGlueLink(
                URI.create(stack.stack().address("glue")), call -> FAULTS.get().apply(call));
    }

    @AfterAll
    static void stop() {
        link.close();
        stack.close();
    }

    @AfterEach
    void freeTheSlots() {
        FAULTS.set(NO_FAULT);
        stack.stopAll();
    }

    private static Path running(String name) throws Exception {
        stack.sql(
                "CREATE DATABASE " + name,
                "CREATE TABLE " + name + ".t (id INT AUTO_INCREMENT PRIMARY KEY, a INT, v VARCHAR(40))",
                "CREATE TABLE " + name + ".u (id INT AUTO_INCREMENT PRIMARY KEY, a INT, v VARCHAR(40))",
                "INSERT INTO " + name + ".t (a, v) VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four')",
                "INSERT INTO " + name + ".u (a, v) SELECT a, v FROM " + name + ".t");
        Path definition = stack.define(
                name,
                name + ".\\.*",
                "catalog.properties.glue.endpoint: " + link.address(),
                "schema.change.behavior: evolve\nschema.change.approved: [drop, truncate]");
        stack.run(definition);
        stack.equal(definition);
        return definition;
    }

    /** Rows of all kinds for so long, and statements among them. */
    private static CompletableFuture<Void> changes(String name, int rounds) {
        return CompletableFuture.runAsync(() -> {
            for (int round = 0; round < rounds; round++) {
                String table = name + (round % 2 == 0 ? ".t" : ".u");
                String statement =
                        switch (round % 8) {
                            case 3 ->
                                "ALTER TABLE " + table + " ADD COLUMN r" + round + " INT NOT NULL DEFAULT " + round;
                            case 5 -> "ALTER TABLE " + table + " RENAME COLUMN v TO w, ALGORITHM=INSTANT";
                            case 7 -> "ALTER TABLE " + table + " RENAME COLUMN w TO v, ALGORITHM=INSTANT";
                            default -> "UPDATE " + table + " SET a = a + 1 WHERE id % 5 = " + round % 5;
                        };
                perform(
                        "INSERT INTO " + table + " (a) SELECT a FROM " + table + " LIMIT 20",
                        statement,
                        "UPDATE " + table + " SET a = " + round + " WHERE id % 3 = " + round % 3,
                        "DELETE FROM " + table + " WHERE id % 17 = " + round % 17);
                Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            }
        });
    }

    /** A server that is away for a moment is asked again, as an application would. */
    private static void perform(String... statements) {
        for (String statement : statements) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptionsMatching(CdcFaultsIT::away)
                    .until(() -> {
                        stack.sql(statement);
                        return true;
                    });
        }
    }

    private static boolean away(Throwable thrown) {
        return thrown instanceof SQLException sql && "08S01".equals(sql.getSQLState());
    }

    @Test
    void glueRefusesEverythingForAMinute() throws Exception {
        Path definition = running("refused");
        CompletableFuture<Void> changes = changes("refused", 24);
        AtomicInteger refused = new AtomicInteger();
        FAULTS.set(call -> {
            refused.incrementAndGet();
            return Fault.DENIED;
        });
        Awaitility.await()
                .pollDelay(Duration.ofSeconds(60))
                .atMost(Duration.ofSeconds(70))
                .until(() -> true);
        FAULTS.set(NO_FAULT);
        changes.join();

        stack.equal(definition);
        assertThat(refused).hasPositiveValue();
    }

    @Test
    void everyThirdCommitIsDoneAndItsAnswerLost() throws Exception {
        Path definition = running("lost");
        AtomicInteger commits = new AtomicInteger();
        FAULTS.set(call -> call.action().equals("UpdateTable") && commits.incrementAndGet() % 3 == 0
                ? Fault.ANSWER_LOST
                : Fault.NONE);
        changes("lost", 16).join();
        FAULTS.set(NO_FAULT);

        stack.equal(definition);
        assertThat(commits).hasValueGreaterThan(5);
    }

    @Test
    void mySqlIsKilledAndItsBinlogRotates() throws Exception {
        Path definition = running("rotated");
        CompletableFuture<Void> changes = changes("rotated", 20);
        stack.sql("FLUSH BINARY LOGS");
        stack.kill("mysql", Duration.ofSeconds(6));
        stack.kill("mysql", Duration.ofSeconds(10));
        perform("FLUSH BINARY LOGS");
        changes.join();

        stack.equal(definition);
    }
}
