package io.lakespan.local;

import static io.lakespan.local.PartStatus.State.HEALTHY;
import static io.lakespan.local.PartStatus.State.NOT_ANSWERING;
import static io.lakespan.local.PartStatus.State.STOPPED;
import static io.lakespan.local.ScriptPart.READY_AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lakespan.error.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupIT {
    @TempDir
    Path home;

    private final RecordedProgress progress = new RecordedProgress();
    private final List<LocalStack> opened = new ArrayList<>();

    @AfterEach
    void stop() {
        opened.forEach(LocalStack::down);
    }

    @Test
    void aPartStartsOnlyWhenThoseItStandsOnAreHealthy() {
        LocalStack stack = stack(
                ScriptPart.of("upper", "test -e ../lower/ready && touch ready && exec sleep 300", "lower"),
                ScriptPart.of("lower", "sleep 1; " + READY_AT_ONCE));

        stack.up(progress);

        assertThat(stack.status()).extracting(PartStatus::part).containsExactly("lower", "upper");
        assertThat(stack.status()).extracting(PartStatus::state).containsOnly(HEALTHY);
    }

    @Test
    void aPartThatDiesWhileItStartsShowsItsLastLinesAtOnce() {
        LocalStack stack = stack(
                ScriptPart.of("broken", "echo no such table space >&2; exit 3").withPatience(Duration.ofMinutes(10)));

        assertThatThrownBy(() -> stack.up(progress))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("broken ended while it started")
                .hasMessageContaining(stack.logs("broken").toString())
                .hasMessageContaining("no such table space");
    }

    @Test
    void aPartThatNeverAnswersIsGivenUpAndStopped() {
        LocalStack stack = stack(ScriptPart.of("silent", "exec sleep 300").withPatience(Duration.ofSeconds(1)));

        assertThatThrownBy(() -> stack.up(progress)).hasMessageContaining("silent does not answer after 1 s");
        assertThat(state(stack, "silent")).isEqualTo(STOPPED);
    }

    @Test
    void aFailedStartStopsWhatItBeganAndLeavesWhatRanBefore() {
        stack(ScriptPart.of("old", READY_AT_ONCE)).up(progress);
        LocalStack stack = stack(
                ScriptPart.of("old", READY_AT_ONCE),
                ScriptPart.of("fresh", READY_AT_ONCE),
                ScriptPart.of("broken", "exit 1", "fresh"));

        assertThatThrownBy(() -> stack.up(progress)).hasMessageContaining("broken");

        assertThat(state(stack, "old")).isEqualTo(HEALTHY);
        assertThat(state(stack, "fresh")).isEqualTo(STOPPED);
        assertThat(state(stack, "broken")).isEqualTo(STOPPED);
    }

    @Test
    void anInterruptedStartLeavesNothingAndStillAsksPolitely() {
        String polite = "trap 'touch farewell; exit' TERM; touch ready; while :; do sleep 0.1; done";
        LocalStack stack = stack(ScriptPart.of("quick", polite), ScriptPart.of("slow", "exec sleep 300"));
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread command = new Thread(() -> {
            try {
                stack.up(progress);
            } catch (BridgeException e) {
                failure.complete(e);
            }
        });
        command.start();
        await().until(() -> state(stack, "slow") == NOT_ANSWERING && state(stack, "quick") == HEALTHY);

        command.interrupt();

        assertThat(failure.join()).hasMessageContaining("interrupted");
        assertThat(home.resolve("data/quick/farewell")).exists();
        assertThat(stack.status()).extracting(PartStatus::state).containsOnly(STOPPED);
    }

    @Test
    void twoCommandsAtOnceStartEachPartOnce() {
        Part part = ScriptPart.of("counted", "echo once >> starts; sleep 1; " + READY_AT_ONCE);
        LocalStack one = stack(part);
        LocalStack other = stack(part);

        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> one.up(progress));
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> other.up(progress));
        CompletableFuture.allOf(first, second).join();

        assertThat(home.resolve("data/counted/starts")).hasContent("once");
        assertThat(progress.messages()).anyMatch(line -> line.contains("waits for another lakespan"));
    }

    @Test
    void aPartStartedAnotherWayIsStartedAnew() {
        stack(ScriptPart.of("moody", READY_AT_ONCE)).up(progress);
        LocalStack changed = stack(ScriptPart.of("moody", "touch second; " + READY_AT_ONCE));

        changed.up(progress);

        assertThat(home.resolve("data/moody/second")).exists();
        assertThat(state(changed, "moody")).isEqualTo(HEALTHY);
    }

    @Test
    void aPartThatIgnoresThePoliteRequestIsKilled() {
        LocalStack stack = stack(ScriptPart.of("deaf", "trap '' TERM; touch ready; while :; do sleep 1; done")
                .withFarewell(Duration.ofSeconds(1)));
        stack.up(progress);
        long pid = pid(stack, "deaf");

        stack.down();

        assertThat(ProcessIdentity.of(pid)).isEmpty();
    }

    @Test
    void aStrangerWithTheRecordedNumberIsLeftAlone() throws IOException {
        LocalStack stack = stack(ScriptPart.of("gone", READY_AT_ONCE));
        Process stranger = new ProcessBuilder("sleep", "300").start();
        ProcessIdentity other = ProcessIdentity.of(stranger.pid()).orElseThrow();
        ProcessIdentity recorded = new ProcessIdentity(other.pid(), other.startTicks() - 1, other.boot());
        new RunRecord(recorded, "2026-01-01T00:00:00Z", java.util.Map.of(), "none", true, 0)
                .write(home.resolve("run/gone.json"));

        stack.down();

        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    @Test
    void aPartHasASessionOfItsOwn() throws IOException {
        LocalStack stack = stack(ScriptPart.of("detached", READY_AT_ONCE));
        stack.up(progress);
        long pid = pid(stack, "detached");

        String afterName = Files.readString(Path.of("/proc/" + pid + "/stat")).split("\\) ", 2)[1];

        assertThat(afterName.split(" ")[3]).as("session").isEqualTo(Long.toString(pid));
    }

    @Test
    void theUsersOwnAwsCredentialsDoNotReachAPart() throws IOException {
        LocalStack stack = stack(ScriptPart.of("curious", "env > seen; " + READY_AT_ONCE));

        stack.up(progress);

        assertThat(Files.readAllLines(home.resolve("data/curious/seen")))
                .isNotEmpty()
                .noneMatch(line -> line.startsWith("AWS_"));
    }

    @Test
    void anUnknownPartIsRefusedWithTheKnownOnes() {
        LocalStack stack = stack(ScriptPart.of("known", READY_AT_ONCE));

        assertThatThrownBy(() -> stack.logs("unknwon"))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("unknwon")
                .hasMessageContaining("there are known");
    }

    private LocalStack stack(Part... parts) {
        StackOptions options = StackOptions.at(home).withFreePorts().withCache(home.resolve("cache"));
        LocalStack stack = LocalStack.open(options, Arrays.asList(parts));
        opened.add(stack);
        return stack;
    }

    private static PartStatus.State state(LocalStack stack, String name) {
        return status(stack, name).state();
    }

    private static long pid(LocalStack stack, String name) {
        return status(stack, name).pid().orElseThrow();
    }

    private static PartStatus status(LocalStack stack, String name) {
        return stack.status().stream()
                .filter(part -> part.part().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
