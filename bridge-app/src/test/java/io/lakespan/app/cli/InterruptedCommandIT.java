package io.lakespan.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.CommandRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, on the command in a process of its own. */
class InterruptedCommandIT {
    @TempDir
    Path home;

    @AfterEach
    void stop() {
        CommandRun.in(home, "down");
    }

    @Test
    void anUpThatIsInterruptedSaysSoLeavesNothingAndCanBeRunAgain() throws IOException, InterruptedException {
        Process up = lakespan("up", "mysql", "glue", "--port", "mysql.port=24316", "--port", "glue.port=24317");
        String after;
        try (BufferedReader said = up.inputReader(StandardCharsets.UTF_8)) {
            readUntil(said, "glue: starting");
            interrupt(up);
            after = said.lines().collect(Collectors.joining("\n"));
        }

        assertThat(up.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isEqualTo(130);
        assertThat(after.lines().filter(line -> line.startsWith("lakespan:")))
                .containsExactly("lakespan: interrupted; what this start began is stopped again");
        assertThat(CommandRun.in(home, "status").out()).doesNotContain("healthy", "not answering", "dead");
        assertThat(CommandRun.in(home, "up", "mysql", "glue").status()).isZero();
        assertThat(CommandRun.in(home, "down").status()).isZero();
        assertThat(CommandRun.in(home, "down").status()).isZero();
    }

    private Process lakespan(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Lakespan.class.getName(),
                "--home",
                home.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void readUntil(BufferedReader lines, String wanted) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith(wanted)) {
            line = lines.readLine();
        }
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }
}
