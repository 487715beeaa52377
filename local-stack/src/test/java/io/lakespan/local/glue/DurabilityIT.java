package io.lakespan.local.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.glue.GlueClient;

class DurabilityIT {
    private static final int WRITERS = 6;
    private static final String COUNT = "count";

    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    private final String database = LocalGlue.unique("db_");

    @Test
    void aKillInTheMiddleOfUpdatesLosesNothingAcknowledged() throws Exception {
        createTables();
        for (int round = 0; round < 3; round++) {
            AtomicIntegerArray acknowledged = current();
            int goal = sum(acknowledged) + 200;
            ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
            try {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    int table = i;
                    running.add(writers.submit(() -> countUp(table, acknowledged)));
                }
                Awaitility.await().until(() -> sum(acknowledged) >= goal);
                GLUE.kill();
                for (Future<?> each : running) {
                    each.get();
                }
            } finally {
                writers.shutdownNow();
            }
            GLUE.start();
            requireAtLeast(acknowledged, current());
        }
    }

    @Test
    void aStopIsCleanAndKeepsEverything() throws Exception {
        createTables();

        GLUE.stop();

        assertThat(Files.readString(GLUE.log())).contains("event=stopped");
        // SQLite removes its log when the last connection is closed in order.
        assertThat(GLUE.data().resolve("catalog.db")).exists();
        assertThat(GLUE.data().resolve("catalog.db-wal")).doesNotExist();
        GLUE.start();
        assertThat(sum(current())).isZero();
    }

    @Test
    void theSecretIsNeitherInTheLogNorInTheCommand() throws Exception {
        GLUE.start();

        assertThat(Files.readString(GLUE.log())).doesNotContain(GLUE.secretKey());
        assertThat(GLUE.process().info().commandLine().orElseThrow())
                .contains("GlueServer")
                .doesNotContain(GLUE.secretKey());
    }

    @Test
    void aWrongCommandLineEndsWithOneLine(@TempDir Path folder) throws Exception {
        assertThat(outputOf(folder, "--port", "1"))
                .isEqualTo("glue: --data is missing; arguments: --data FOLDER [--port PORT] [--bind ADDRESS]"
                        + " [--secret-key-file FILE]");
        String taken = Integer.toString(GLUE.address().getPort());
        assertThat(outputOf(folder, "--port", taken, "--data", folder.toString()))
                .startsWith("glue: cannot listen on 127.0.0.1:" + taken)
                .endsWith("give another --port");
    }

    private String outputOf(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(GLUE.process().info().arguments().stream()
                .flatMap(Stream::of)
                .takeWhile(argument -> !argument.equals("--port"))
                .toList());
        command.add(0, GLUE.process().info().command().orElseThrow());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        return output.strip();
    }

    private void createTables() {
        try (GlueClient client = GLUE.client()) {
            client.createDatabase(create -> create.databaseInput(input -> input.name(database)));
            for (int i = 0; i < WRITERS; i++) {
                String name = "t" + i;
                client.createTable(create -> create.databaseName(database)
                        .tableInput(input -> input.name(name).parameters(Map.of(COUNT, "0"))));
            }
        }
    }

    /** Until the server is gone. */
    private void countUp(int table, AtomicIntegerArray acknowledged) {
        try (GlueClient client = GLUE.clientWithoutRetries()) {
            while (true) {
                int next = acknowledged.get(table) + 1;
                client.updateTable(update -> update.databaseName(database)
                        .tableInput(input -> input.name("t" + table).parameters(Map.of(COUNT, "" + next))));
                acknowledged.set(table, next);
            }
        } catch (SdkClientException e) {
            assertThat(e).hasMessageNotContaining("credentials");
        }
    }

    private AtomicIntegerArray current() {
        AtomicIntegerArray counts = new AtomicIntegerArray(WRITERS);
        try (GlueClient client = GLUE.client()) {
            for (int i = 0; i < WRITERS; i++) {
                String name = "t" + i;
                counts.set(
                        i,
                        Integer.parseInt(client.getTable(
                                        get -> get.databaseName(database).name(name))
                                .table()
                                .parameters()
                                .get(COUNT)));
            }
        }
        return counts;
    }

    /** The one that was under way at the kill may have happened. */
    private static void requireAtLeast(AtomicIntegerArray acknowledged, AtomicIntegerArray kept) {
        for (int i = 0; i < WRITERS; i++) {
            assertThat(kept.get(i)).as("table " + i).isBetween(acknowledged.get(i), acknowledged.get(i) + 1);
        }
    }

    private static int sum(AtomicIntegerArray counts) {
        int sum = 0;
        for (int i = 0; i < WRITERS; i++) {
            sum += counts.get(i);
        }
        return sum;
    }
}
