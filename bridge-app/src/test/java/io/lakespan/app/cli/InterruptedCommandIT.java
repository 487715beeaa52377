package io.lakespan.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.CommandProcess;
import io.lakespan.app.fixture.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        CommandProcess up = CommandProcess.in(
                home, "up", "mysql", "glue", "--port", "mysql.port=24316", "--port", "glue.port=24317");
        up.awaitLine("glue: starting");
        List<String> after = up.interrupt();

        assertThat(up.status()).isEqualTo(130);
        assertThat(after)
                .filteredOn(line -> line.startsWith("lakespan:"))
                .containsExactly("lakespan: interrupted; what this start began is stopped again");
        assertThat(CommandRun.in(home, "status").out()).doesNotContain("healthy", "not answering", "dead");
        assertThat(CommandRun.in(home, "up", "mysql", "glue").status()).isZero();
        assertThat(CommandRun.in(home, "down").status()).isZero();
        assertThat(CommandRun.in(home, "down").status()).isZero();
    }
}
