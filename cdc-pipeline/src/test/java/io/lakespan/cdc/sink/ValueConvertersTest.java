package io.lakespan.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.ValueKind;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.Test;

class ValueConvertersTest {

    @Test
    void wholeNumbersKeepTheirValueAtTheEndsOfTheirRange() {
        assertThat(converted(ValueKind.INTEGER, (short) -128)).isEqualTo(-128);
        assertThat(converted(ValueKind.LONG, 4_294_967_295L)).isEqualTo(4_294_967_295L);
        assertThat(converted(ValueKind.UNSIGNED_LONG, new BigDecimal("18446744073709551615")))
                .isEqualTo(DecimalData.fromBigDecimal(new BigDecimal("18446744073709551615"), 20, 0));
    }

    @Test
    void aDecimalKeepsItsScaleAndAWideOneIsWrittenOut() {
        assertThat(convert(column(ValueKind.DECIMAL, 10, 2, 0), new BigDecimal("-1.50")))
                .isEqualTo(DecimalData.fromBigDecimal(new BigDecimal("-1.50"), 10, 2));
        assertThat(converted(ValueKind.WIDE_DECIMAL, new BigDecimal("1E+45").setScale(2)))
                .isEqualTo(StringData.fromString("1" + "0".repeat(45) + ".00"));
    }

    @Test
    void tinyintAsBooleanTakesEveryNumberButZeroForTrue() {
        assertThat(converted(ValueKind.TINYINT_AS_BOOLEAN, (short) 2)).isEqualTo(true);
        assertThat(converted(ValueKind.TINYINT_AS_BOOLEAN, (short) 0)).isEqualTo(false);
    }

    @Test
    void bytesComeFromAnyBufferWhole() {
        ByteBuffer part = ByteBuffer.wrap(new byte[] {9, 0, 1, 9}, 1, 2).slice();

        assertThat((byte[]) converted(ValueKind.BYTES, part)).containsExactly(0, 1);
        assertThat((byte[]) converted(ValueKind.BYTES, new byte[] {0, 1})).containsExactly(0, 1);
    }

    @Test
    void aDatetimeIsCountedInMillisOrMicrosByItsDigits() {
        LocalDateTime before = LocalDateTime.parse("1969-12-31T23:59:59.999");
        LocalDateTime early = LocalDateTime.parse("1000-01-01T00:00:00.000001");

        assertThat(datetime(3, -1L)).isEqualTo(TimestampData.fromLocalDateTime(before));
        assertThat(datetime(6, -30_610_224_000_000_000L + 1)).isEqualTo(TimestampData.fromLocalDateTime(early));
    }

    @Test
    void aTimestampIsAMoment() {
        assertThat(converted(ValueKind.TIMESTAMP, "2024-06-01T12:34:56.123456Z"))
                .isEqualTo(TimestampData.fromInstant(Instant.parse("2024-06-01T12:34:56.123456Z")));
        assertThat(converted(ValueKind.TIMESTAMP, "2024-06-01T12:34:56+02:00"))
                .isEqualTo(TimestampData.fromInstant(Instant.parse("2024-06-01T10:34:56Z")));
    }

    @Test
    void aTimeIsWrittenAsMySqlPrintsIt() {
        assertThat(TimeText.of(3_020_399_000_000L, 0)).isEqualTo("838:59:59");
        assertThat(TimeText.of(-3_723_000_001L, 6)).isEqualTo("-01:02:03.000001");
        assertThat(TimeText.of(1_500_000, 3)).isEqualTo("00:00:01.500");
    }

    @Test
    void bitsAreCountedFromTheLeastByte() {
        assertThat(converted(ValueKind.BITS, new byte[] {1, 1})).isEqualTo(257L);
        byte[] all = {-1, -1, -1, -1, -1, -1, -1, -1};
        assertThat(converted(ValueKind.WIDE_BITS, all))
                .isEqualTo(DecimalData.fromBigDecimal(new BigDecimal("18446744073709551615"), 20, 0));
    }

    @Test
    void jsonHasOneSpacingWhoeverReadIt() {
        String fromQuery = "{\"a\": [1, \"x:, \\\"y\\\"\"], \"b\": {}}";

        assertThat(JsonText.spaced("{\"a\":[1,\"x:, \\\"y\\\"\"],\"b\":{}}")).isEqualTo(fromQuery);
        assertThat(JsonText.spaced(fromQuery)).isEqualTo(fromQuery);
    }

    private static Object datetime(int fraction, long value) {
        return convert(column(ValueKind.DATETIME, 0, 0, fraction), value);
    }

    private static Object converted(ValueKind kind, Object value) {
        return convert(column(kind, 0, 0, 0), value);
    }

    private static SourceColumn column(ValueKind kind, int precision, int scale, int fraction) {
        LakeType type = new LakeType(LakeType.Kind.STRING, precision, scale);
        return new SourceColumn("c", "any", kind, type, fraction, true, Optional.empty());
    }

    private static Object convert(SourceColumn column, Object value) {
        return ValueConverters.of(column).convert(value);
    }
}
