package io.lakespan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Progress progress = Progress.lines(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void aDownloadTellsFilesBytesRateAndTimeLeft() {
        progress.download(new Transfer(3, 10, 100L << 20, 300L << 20, Duration.ofSeconds(10)));

        assertThat(lines()).containsExactly("downloads: 3 of 10 files, 100 of 300 MB, 10.0 MB/s, 20 s left");
    }

    @Test
    void betweenTwoLinesOfADownloadThereIsTime() {
        for (int second = 0; second < 11; second++) {
            progress.download(new Transfer(0, 1, second, 100, Duration.ofSeconds(second)));
        }

        assertThat(lines()).hasSize(3);
    }

    @Test
    void stepsOfPartsAreToldAtOnce() {
        progress.part("mysql", "starting");
        progress.part("mysql", "ready");

        assertThat(lines()).containsExactly("mysql: starting", "mysql: ready");
    }

    private String[] lines() {
        return bytes.toString(StandardCharsets.UTF_8).split("\n");
    }
}
