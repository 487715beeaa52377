package io.lakespan.cdc.sink;

import io.lakespan.cdc.source.SourceColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** One converter for each kind of value, made once a column. */
final class ValueConverters {
    private static final int UNSIGNED_DIGITS = 20;
    private static final int MILLIS_DIGITS = 3;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private ValueConverters() {}

    static ValueConverter of(SourceColumn column) {
        return switch (column.kind()) {
            case TINYINT_AS_BOOLEAN -> value -> ((Number) value).intValue() != 0;
            case INTEGER -> value -> ((Number) value).intValue();
            case LONG -> value -> ((Number) value).longValue();
            case UNSIGNED_LONG -> value -> decimal((BigDecimal) value, UNSIGNED_DIGITS, 0);
            case DECIMAL ->
                value -> decimal(
                        (BigDecimal) value,
                        column.type().precision(),
                        column.type().scale());
            case WIDE_DECIMAL -> value -> StringData.fromString(((BigDecimal) value).toPlainString());
            case FLOAT -> value -> ((Number) value).floatValue();
            case DOUBLE -> value -> ((Number) value).doubleValue();
            case TEXT -> value -> StringData.fromString((String) value);
            case JSON -> value -> StringData.fromString(JsonText.spaced((String) value));
            case BYTES, GEOMETRY -> ValueConverters::bytes;
            case DATE -> value -> ((Number) value).intValue();
            case DATETIME -> column.fraction() > MILLIS_DIGITS ? ValueConverters::micros : ValueConverters::millis;
            case TIMESTAMP -> value -> MomentText.parse((String) value);
            case TIME -> time(column.fraction());
            case BIT -> value -> value;
            case BITS -> value -> bits(value).longValueExact();
            case WIDE_BITS -> value -> decimal(new BigDecimal(bits(value)), UNSIGNED_DIGITS, 0);
        };
    }

    private static DecimalData decimal(BigDecimal value, int precision, int scale) {
        return DecimalData.fromBigDecimal(value, precision, scale);
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] array) {
            return array;
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        return copy;
    }

    private static TimestampData millis(Object value) {
        return TimestampData.fromEpochMillis((Long) value);
    }

    private static TimestampData micros(Object value) {
        long micros = (Long) value;
        int rest = (int) Math.floorMod(micros, MICROS_PER_MILLI);
        return TimestampData.fromEpochMillis(Math.floorDiv(micros, MICROS_PER_MILLI), rest * NANOS_PER_MICRO);
    }

    private static ValueConverter time(int fraction) {
        return value -> StringData.fromString(TimeText.of((Long) value, fraction));
    }

    /** Debezium has the least significant byte first. */
    private static BigInteger bits(Object value) {
        byte[] little = bytes(value);
        byte[] big = new byte[little.length];
        for (int i = 0; i < little.length; i++) {
            big[i] = little[little.length - 1 - i];
        }
        return new BigInteger(1, big);
    }
}
