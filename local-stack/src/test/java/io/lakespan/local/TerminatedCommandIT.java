package io.lakespan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminatedCommandIT {
    @TempDir
    Path home;

    @Test
    void aCommandThatIsEndedWhileAPartStartsStopsThatPart() throws IOException, InterruptedException {
        Process command = command("exec sleep 300");
        long pid = pidOfPart();

        command.destroy();

        assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
        await().until(() -> ProcessIdentity.of(pid).isEmpty());
        assertThat(home.resolve("run/part.json")).doesNotExist();
    }

    @Test
    void aPartThatIgnoresTheEndOfItsCommandIsKilledSoonAndNeverLeftBehind() throws IOException, InterruptedException {
        Process command = command("trap '' TERM; while :; do sleep 1; done");
        long pid = pidOfPart();

        command.destroy();

        assertThat(command.waitFor(8, TimeUnit.SECONDS)).isTrue();
        assertThat(ProcessIdentity.of(pid)).isEmpty();
        assertThat(home.resolve("run/part.json")).doesNotExist();
    }

    @Test
    void aPartOutlivesTheCommandThatStartedIt() throws IOException, InterruptedException {
        Process command = command("touch ready; exec sleep 300");
        long pid = pidOfPart();

        assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(command.exitValue()).isZero();
        assertThat(ProcessIdentity.of(pid)).isPresent();
        Up.stack(home, "touch ready; exec sleep 300").down();
        assertThat(ProcessIdentity.of(pid)).isEmpty();
    }

    private Process command(String script) throws IOException {
        List<Path> classPath = List.of(System.getProperty("java.class.path").split(":")).stream()
                .map(Path::of)
                .toList();
        List<String> command = JavaCommand.of(Up.class.getName(), classPath)
                .withOptions("-Xmx64m")
                .withArguments(home.toString(), script)
                .toList();
        return new ProcessBuilder(command).inheritIO().start();
    }

    private long pidOfPart() {
        Path record = home.resolve("run/part.json");
        await().atMost(30, TimeUnit.SECONDS).until(() -> Files.exists(record));
        return RunRecord.read(record).orElseThrow().process().pid();
    }

    /** What {@code lakespan up} is in a process of its own. */
    static final class Up {
        private Up() {}

        public static void main(String... arguments) {
            stack(Path.of(arguments[0]), arguments[1]).up(Progress.silent());
        }

        static LocalStack stack(Path home, String script) {
            StackOptions options = StackOptions.at(home).withFreePorts().withCache(home.resolve("cache"));
            return LocalStack.open(options, List.of(ScriptPart.of("part", script)));
        }
    }
}
