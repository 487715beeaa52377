package io.lakespan.cdc.rules;

import io.lakespan.cdc.source.LakeType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.avatica.util.ByteString;

/** Values of rows in the form that compiled expressions have, and back; null is NULL. */
final class SqlValues {
    private static final long MICROS_PER_MILLI = 1_000;

    private SqlValues() {}

    static Object toSql(Object value, LakeType type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, DECIMAL, STRING, DATE -> value;
            case BINARY -> new ByteString((byte[]) value);
            case TIMESTAMP, TIMESTAMP_WITH_ZONE -> Math.floorDiv((Long) value, MICROS_PER_MILLI);
        };
    }

    /** @throws ArithmeticException for a decimal of more digits than its type has */
    static Object fromSql(Object value, LakeType type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case BOOLEAN, STRING -> value;
            case INT, DATE -> ((Number) value).intValue();
            case LONG -> ((Number) value).longValue();
            case FLOAT -> ((Number) value).floatValue();
            case DOUBLE -> ((Number) value).doubleValue();
            case DECIMAL -> decimal((Number) value, type);
            case BINARY -> ((ByteString) value).getBytes();
            case TIMESTAMP, TIMESTAMP_WITH_ZONE -> Math.multiplyExact(((Number) value).longValue(), MICROS_PER_MILLI);
        };
    }

    private static BigDecimal decimal(Number value, LakeType type) {
        BigDecimal exact = value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
        BigDecimal rounded = exact.setScale(type.scale(), RoundingMode.HALF_UP);
        if (rounded.precision() > type.precision()) {
            throw new ArithmeticException(
                    "a value has more digits than decimal(" + type.precision() + "," + type.scale() + ")");
        }
        return rounded;
    }
}
