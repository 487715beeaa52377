package io.lakespan.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:01Z",
                "2026-06-01T12:30:00.1Z",
                "2026-06-01T12:30:00.000001Z",
                "2038-01-19T03:14:07.999999Z",
                "1969-12-31T23:59:59.999Z",
                "2024-02-29T23:59:59.123456789Z"
            })
    void aMomentIsWhatJavaReadsInItsText(String text) {
        assertThat(MomentText.parse(text)).isEqualTo(TimestampData.fromInstant(Instant.parse(text)));
    }

    @Test
    void anyMomentOfMySqlIsReadBack() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            LocalDateTime moment = LocalDateTime.ofEpochSecond(
                    random.nextInt() & Integer.MAX_VALUE, random.nextInt(1_000_000) * 1_000, ZoneOffset.UTC);

            assertThat(MomentText.parse(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC))))
                    .isEqualTo(TimestampData.fromLocalDateTime(moment));
        }
    }

    @Test
    void anotherOffsetCounts() {
        assertThat(MomentText.parse("2026-06-01T12:30:00+02:00"))
                .isEqualTo(TimestampData.fromInstant(Instant.parse("2026-06-01T10:30:00Z")));
        assertThat(MomentText.parse("2026-06-01T12:30Z"))
                .isEqualTo(TimestampData.fromInstant(Instant.parse("2026-06-01T12:30:00Z")));
    }

    @Test
    void whatIsNoMomentIsRefused() {
        assertThatThrownBy(() -> MomentText.parse("2026-13-01T12:30:00Z")).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> MomentText.parse("yesterday")).isInstanceOf(DateTimeException.class);
    }
}
