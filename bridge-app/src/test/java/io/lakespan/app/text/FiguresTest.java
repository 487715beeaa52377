package io.lakespan.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void aSpanHasItsTwoLargestUnits() {
        assertThat(Figures.span(Duration.ofMillis(999))).isEqualTo("999 ms");
        assertThat(Figures.span(Duration.ofMillis(59_900))).isEqualTo("59 s");
        assertThat(Figures.span(Duration.ofSeconds(61))).isEqualTo("1m 1s");
        assertThat(Figures.span(Duration.ofMinutes(125))).isEqualTo("2h 5m");
        assertThat(Figures.span(Duration.ofHours(49))).isEqualTo("2d 1h");
        assertThat(Figures.span(Duration.ofSeconds(-3))).isEqualTo("0 ms");
    }

    @Test
    void bytesAreInTheLargestUnitThatLeavesAtLeastOne() {
        assertThat(Figures.bytes(1_023)).isEqualTo("1023 bytes");
        assertThat(Figures.bytes(1_024)).isEqualTo("1.0 KiB");
        assertThat(Figures.bytes(3.5 * 1_024 * 1_024)).isEqualTo("3.5 MiB");
    }

    @Test
    void aSlowRateHasADigitMore() {
        assertThat(Figures.rate(12_345.6)).isEqualTo("12,346/s");
        assertThat(Figures.rate(0.25)).matches("0\\.[23]/s");
        assertThat(Figures.rate(0)).isEqualTo("0/s");
    }

    @Test
    void aBarIsAlwaysAsLong() {
        assertThat(Figures.bar(0)).isEqualTo("[>                   ]");
        assertThat(Figures.bar(50)).isEqualTo("[==========>         ]");
        assertThat(Figures.bar(100)).isEqualTo("[====================]");
        assertThat(Figures.bar(140)).isEqualTo(Figures.bar(100));
    }
}
