package io.lakespan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    @Test
    void theTailBeginsWithTheLastStart() throws IOException {
        LogFile log = new LogFile(folder.resolve("logs/x.log"));
        log.begin("x", NOW);
        append(log, "of the first start\n");

        long from = log.begin("x", NOW);
        append(log, "of the second start\n");

        assertThat(log.tail(from)).containsExactly("of the second start");
    }

    @Test
    void aLongTailIsCut() throws IOException {
        LogFile log = new LogFile(folder.resolve("x.log"));
        long from = log.begin("x", NOW);
        append(log, IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining("\n")));

        assertThat(log.tail(from)).hasSize(15).startsWith("985").endsWith("999");
    }

    @Test
    void aLogThatHasGrownLargeIsPutAside() throws IOException {
        LogFile log = new LogFile(folder.resolve("x.log"));
        Files.write(log.path(), new byte[11 << 20]);

        log.begin("x", NOW);

        assertThat(folder.resolve("x.log.1")).hasSize(11 << 20);
        assertThat(log.path()).content().isEqualTo("---- lakespan starts x at 2026-01-02T03:04:05Z\n");
    }

    @Test
    void aMissingLogHasNoTail() {
        assertThat(new LogFile(folder.resolve("none.log")).tail(0)).isEmpty();
    }

    private static void append(LogFile log, String text) throws IOException {
        Files.writeString(log.path(), text, StandardOpenOption.APPEND);
    }
}
