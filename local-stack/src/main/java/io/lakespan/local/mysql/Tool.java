package io.lakespan.local.mysql;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that ends by itself and is waited for. */
record Tool(List<String> command, Map<String, String> environment, Path workingDirectory, Path output) {
    private static final int TAIL_LINES = 8;

    Tool {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Whether it ended well and in time; it is killed when it takes longer or this thread is interrupted. */
    boolean succeeds(Duration time) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }

    void run(String purpose, Duration time) {
        try {
            if (!succeeds(time)) {
                throw failed(purpose, String.join("\n  ", tail()));
            }
        } catch (IOException e) {
            throw failed(purpose, e.toString());
        }
    }

    private static BridgeException failed(String purpose, String reason) {
        return new BridgeException(ErrorCode.UNAVAILABLE, purpose + " failed:\n  " + reason);
    }

    private List<String> tail() throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    }
}
