package io.lakespan.local;

import static io.lakespan.local.PartStatus.State.DEAD;
import static io.lakespan.local.PartStatus.State.HEALTHY;
import static io.lakespan.local.PartStatus.State.STOPPED;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lakespan.error.BridgeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {
    @TempDir
    static Path home;

    private final RecordedProgress progress = new RecordedProgress();
    private LocalStack stack;

    @BeforeEach
    void start() {
        stack = LocalStack.open(StackOptions.at(home).withFreePorts().only("mysql", "s3"));
        stack.up(progress);
    }

    @AfterAll
    static void stop() {
        anotherCommand().down();
    }

    @Test
    void aSecondUpLeavesEveryProcessAsItIs() {
        Map<String, Long> before = pids(stack);

        anotherCommand().up(progress);

        assertThat(before).containsOnlyKeys("mysql", "s3");
        assertThat(pids(stack)).isEqualTo(before);
        assertThat(progress.transfers()).isEmpty();
    }

    @Test
    void onlyThePartThatWasKilledIsStartedAgain() {
        Map<String, Long> before = pids(stack);
        kill(before.get("s3"));
        await().until(() -> state(stack, "s3") == DEAD);

        anotherCommand().up(progress);

        assertThat(pids(stack).get("mysql")).isEqualTo(before.get("mysql"));
        assertThat(pids(stack).get("s3")).isNotEqualTo(before.get("s3"));
        assertThat(state(stack, "s3")).isEqualTo(HEALTHY);
    }

    @Test
    void downEndsEveryProcess() {
        Map<String, Long> before = pids(stack);

        anotherCommand().down();

        assertThat(before.values()).noneMatch(pid -> ProcessIdentity.of(pid).isPresent());
        assertThat(state(stack, "mysql")).isEqualTo(STOPPED);
        assertThat(Ports.isFree(stack.port("mysql.port"))).isTrue();
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingStartsOrStops() throws IOException {
        Map<String, Long> before = pids(stack);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalStack moved =
                    LocalStack.open(StackOptions.at(home).only("s3").withPort("s3.port", taken.getLocalPort()));

            assertThatThrownBy(() -> moved.up(progress))
                    .isInstanceOf(BridgeException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " (s3.port)")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--port s3.port=");
            assertThat(pids(stack)).isEqualTo(before);
            assertThat(anotherCommand().port("s3.port")).isEqualTo(stack.port("s3.port"));
        }
    }

    @Test
    void aPartWithAnotherPortIsStartedAnewThere() {
        Map<String, Long> before = pids(stack);
        int port = Ports.freeExcept(Map.of()).port("s3.port");

        LocalStack.open(StackOptions.at(home).only("s3").withPort("s3.port", port))
                .up(progress);

        LocalStack later = anotherCommand();
        assertThat(later.address("s3")).isEqualTo("http://127.0.0.1:" + port);
        assertThat(state(later, "s3")).isEqualTo(HEALTHY);
        assertThat(pids(later).get("s3")).isNotEqualTo(before.get("s3"));
        assertThat(pids(later).get("mysql")).isEqualTo(before.get("mysql"));
        assertThat(Ports.isFree(stack.port("s3.port"))).isTrue();
    }

    @Test
    void noSecretStandsInACommandLineOrALog() throws IOException {
        List<String> secrets = Stream.of(Secrets.MYSQL_ROOT_PASSWORD, Secrets.MYSQL_CDC_PASSWORD, Secrets.S3_SECRET_KEY)
                .map(stack::secret)
                .toList();

        for (long pid : pids(stack).values()) {
            assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline")))
                    .isNotEmpty()
                    .doesNotContain(secrets);
        }
        assertThat(Files.readString(stack.logs("mysql"))).isNotEmpty().doesNotContain(secrets);
        assertThat(Files.readString(stack.logs("s3"))).isNotEmpty().doesNotContain(secrets);
    }

    @Test
    void filesWithSecretsAreTheOwnersAlone() throws IOException {
        List<String> secrets = List.of(stack.secret(Secrets.MYSQL_ROOT_PASSWORD), stack.secret(Secrets.S3_SECRET_KEY));

        try (Stream<Path> files = Files.walk(home.resolve("conf"))) {
            List<Path> open = files.filter(Files::isRegularFile)
                    .filter(file -> secrets.stream().anyMatch(content(file)::contains))
                    .toList();
            assertThat(open).isNotEmpty().allSatisfy(file -> assertThat(permissions(file))
                    .isEqualTo("rw-------"));
        }
        assertThat(permissions(home.resolve("secrets/mysql-root.password"))).isEqualTo("rw-------");
    }

    @Test
    void aResetDeletesTheDataOfThatPartAlone() {

        stack.reset(Set.of("s3"));

        assertThat(home.resolve("data/s3")).doesNotExist();
        assertThat(home.resolve("data/mysql/database")).isDirectory();
        assertThat(state(stack, "s3")).isEqualTo(STOPPED);
        assertThat(state(stack, "mysql")).isEqualTo(HEALTHY);
    }

    private static LocalStack anotherCommand() {
        return LocalStack.open(StackOptions.at(home).only("mysql", "s3"));
    }

    private static Map<String, Long> pids(LocalStack stack) {
        return stack.status().stream()
                .filter(part -> part.pid().isPresent())
                .collect(toMap(PartStatus::part, part -> part.pid().getAsLong()));
    }

    private static PartStatus.State state(LocalStack stack, String name) {
        return stack.status().stream()
                .filter(part -> part.part().equals(name))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
