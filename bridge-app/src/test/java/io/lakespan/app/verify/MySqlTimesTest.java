package io.lakespan.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.formats.rows.LakeValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlTimesTest {
    @ParameterizedTest
    @CsvSource({
        "00:00:00, PT0S",
        "23:59:59.999999, PT23H59M59.999999S",
        "-838:59:59, PT-838H-59M-59S",
        "838:59:59.000001, PT838H59M59.000001S",
        "-00:00:00.5, PT-0.5S"
    })
    void aTimeIsALengthWithASign(String text, Duration length) {
        assertThat(MySqlTimes.span(text)).isEqualTo(new LakeValue.Span(length));
    }

    @Test
    void dateAndTimeAreReadToTheMicrosecond() {
        assertThat(MySqlTimes.moment("2026-02-28 12:00:00.123456"))
                .isEqualTo(new LakeValue.Moment(Instant.parse("2026-02-28T12:00:00.123456Z")));
        assertThat(MySqlTimes.moment("1000-01-01 00:00:00"))
                .isEqualTo(new LakeValue.Moment(Instant.parse("1000-01-01T00:00:00Z")));
        assertThat(MySqlTimes.date("9999-12-31")).isEqualTo(new LakeValue.Day(LocalDate.of(9999, 12, 31)));
    }

    @Test
    void aZeroDateEqualsNoDate() {
        assertThat(MySqlTimes.date("0000-00-00")).isEqualTo(new LakeValue.Text("0000-00-00"));
        assertThat(MySqlTimes.moment("2026-00-00 00:00:00")).isEqualTo(new LakeValue.Text("2026-00-00 00:00:00"));
    }
}
