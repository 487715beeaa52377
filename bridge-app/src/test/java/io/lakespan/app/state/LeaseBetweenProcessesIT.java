package io.lakespan.app.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseBetweenProcessesIT {
    private static final Duration LIFE = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    private final String pair = "glue-atlas@" + UUID.randomUUID();

    @Test
    void aKilledProcessOfThisMachineLosesTheLeaseAtOnce() throws Exception {
        Path file = folder.resolve("state.db");
        Process holder = holder(file.toString(), Duration.ofHours(1));
        try (StateDatabase database = StateDatabase.open(file)) {
            long killed = token(holder);
            SyncRun run = database.syncRuns(pair).start(textOf(holder));
            assertThat(database.syncRuns(pair).newest(1)).containsExactly(run);
            assertThatThrownBy(() -> database.lease(pair, "me")).hasMessageContaining("process " + holder.pid());
            holder.destroyForcibly().waitFor();
            assertThat(database.syncRuns(pair).newest(1))
                    .extracting(SyncRun::state)
                    .containsExactly(SyncRun.State.INTERRUPTED);
            try (SyncLease taken = database.lease(pair, "me")) {
                assertThat(taken.token()).isGreaterThan(killed);
            }
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void aProcessThatHoldsTheLeaseOfAServerKeepsItUntilItsLifeAfterTheKill() throws Exception {
        String url = Postgres.emptyDatabase();
        Process holder = holder(url, LIFE);
        try (StateDatabase database = StateDatabase.connect(url, Postgres.USER, Postgres.PASSWORD)) {
            long killed = token(holder);
            // Longer than its life: it is renewed while the process lives.
            await().during(LIFE.multipliedBy(2))
                    .atMost(LIFE.multipliedBy(3))
                    .until(() -> database.tryLease(pair, "impatient", LIFE).isEmpty());
            holder.destroyForcibly().waitFor();
            Optional<SyncLease> taken = await().atMost(LIFE.multipliedBy(4))
                    .until(() -> database.tryLease(pair, "patient", LIFE), Optional::isPresent);
            assertThat(taken.orElseThrow().token()).isGreaterThan(killed);
            taken.orElseThrow().close();
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void aLeaseInAServerIsNotTakenFromAProcessThatOnlyThisMachineMisses() throws Exception {
        String url = Postgres.emptyDatabase();
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        try (StateDatabase database = StateDatabase.connect(url, Postgres.USER, Postgres.PASSWORD);
                SyncLease lease = database.lease(pair, textOf(ended))) {
            // Another machine of the same name may well have a process of that number.
            assertThat(database.tryLease(pair, "me", LIFE)).isEmpty();
            assertThat(lease.held()).isTrue();
        }
    }

    @Test
    void aProcessThatEndsGivesTheLeaseBackAtOnce() throws Exception {
        Path file = folder.resolve("state.db");
        Process holder = holder(file.toString(), Duration.ofHours(1));
        try (StateDatabase database = StateDatabase.open(file)) {
            token(holder);
            assertThat(database.tryLease(pair, "impatient", LIFE)).isEmpty();
            holder.getOutputStream().close();
            assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
            try (SyncLease lease = database.lease(pair, "next")) {
                assertThat(lease.held()).isTrue();
            }
        } finally {
            holder.destroyForcibly();
        }
    }

    private static String textOf(Process process) {
        return Holder.ofThisProcess().replaceFirst("\\d+$", String.valueOf(process.pid()));
    }

    private Process holder(String where, Duration life) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeaseHolder.class.getName(),
                        where,
                        pair,
                        String.valueOf(life.toMillis()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long token(Process holder) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        return Long.parseLong(said.readLine());
    }
}
