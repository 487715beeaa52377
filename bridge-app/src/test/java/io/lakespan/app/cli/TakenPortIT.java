package io.lakespan.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.CommandRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakenPortIT {
    @TempDir
    Path home;

    @Test
    void aTakenPortIsNamedAndNothingIsStarted() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            CommandRun up = CommandRun.in(home, "up", "s3", "--port", "s3.port=" + port);
            assertThat(up.status()).isEqualTo(ExitStatus.CONFLICT.code());
            assertThat(up.onlyLine()).contains(port, "s3.port", "--port");
            assertThat(CommandRun.in(home, "status").out()).doesNotContain("healthy");
        }
    }
}
