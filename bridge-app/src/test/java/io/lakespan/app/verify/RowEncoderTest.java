package io.lakespan.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.formats.rows.LakeValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowEncoderTest {
    private final RowEncoder encoder = new RowEncoder();

    @Test
    void differentRowsAreDifferentBytes() {
        List<List<LakeValue>> rows = List.of(
                List.of(),
                List.of(new LakeValue.Absent()),
                List.of(new LakeValue.Absent(), new LakeValue.Absent()),
                List.of(text("")),
                List.of(bytes("")),
                List.of(text("ab"), text("c")),
                List.of(text("a"), text("bc")),
                List.of(text("abc")),
                List.of(bytes("abc")),
                List.of(exact("0")),
                List.of(exact("0.0")),
                List.of(exact("1")),
                List.of(exact("-1")),
                List.of(exact("18446744073709551615")),
                List.of(text("1")),
                List.of(new LakeValue.Approximate(1)),
                List.of(new LakeValue.Approximate(0.0)),
                List.of(new LakeValue.Approximate(-0.0)),
                List.of(new LakeValue.Approximate(0.1f)),
                List.of(new LakeValue.Approximate(0.1)),
                List.of(new LakeValue.Day(LocalDate.EPOCH)),
                List.of(new LakeValue.Moment(Instant.EPOCH)),
                List.of(new LakeValue.Moment(Instant.EPOCH.plusNanos(1000))),
                List.of(new LakeValue.Span(Duration.ZERO)),
                List.of(new LakeValue.Span(Duration.ofSeconds(-1))),
                List.of(new LakeValue.Nested(List.of())),
                List.of(new LakeValue.Nested(List.of(text("a"))), text("b")),
                List.of(new LakeValue.Nested(List.of(text("a"), text("b")))));

        Set<String> encodings = new HashSet<>();
        rows.forEach(row -> encodings.add(HexFormat.of().formatHex(encoder.encode(row))));

        assertThat(encodings).hasSameSizeAs(rows);
    }

    @Test
    void equalRowsAreEqualBytesEachTime() {
        List<LakeValue> row = List.of(exact("1.20"), bytes("xyz"));

        byte[] first = encoder.encode(row);
        encoder.encode(List.of(text("between")));

        assertThat(encoder.encode(row)).isEqualTo(first);
        assertThat(new RowEncoder().encode(List.of(exact("1.20"), bytes("xyz"))))
                .isEqualTo(first);
    }

    private static LakeValue text(String value) {
        return new LakeValue.Text(value);
    }

    private static LakeValue exact(String value) {
        return new LakeValue.Exact(new BigDecimal(value));
    }

    private static LakeValue bytes(String value) {
        return new LakeValue.Bytes(ByteBuffer.wrap(value.getBytes(StandardCharsets.US_ASCII)));
    }
}
