package io.lakespan.formats.iceberg;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.rows.LakeValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.Record;

/** Turns what Iceberg's generic reader gives into {@link LakeValue}s; the only class that sees its nulls. */
final class LakeValues {
    private static final LakeValue ABSENT = new LakeValue.Absent();
    private static final List<Conversion<?>> CONVERSIONS = List.of(
            conversion(String.class, LakeValue.Text::new),
            conversion(Long.class, value -> exact(BigDecimal.valueOf(value))),
            conversion(Integer.class, value -> exact(BigDecimal.valueOf(value))),
            conversion(BigDecimal.class, LakeValues::exact),
            conversion(LocalDateTime.class, value -> new LakeValue.Moment(value.toInstant(ZoneOffset.UTC))),
            conversion(OffsetDateTime.class, value -> new LakeValue.Moment(value.toInstant())),
            conversion(LocalDate.class, LakeValue.Day::new),
            conversion(LocalTime.class, value -> new LakeValue.Span(Duration.ofNanos(value.toNanoOfDay()))),
            conversion(Double.class, LakeValue.Approximate::new),
            conversion(Float.class, value -> new LakeValue.Approximate(value)),
            conversion(Boolean.class, value -> exact(value ? BigDecimal.ONE : BigDecimal.ZERO)),
            conversion(ByteBuffer.class, LakeValues::bytes),
            conversion(byte[].class, value -> new LakeValue.Bytes(ByteBuffer.wrap(value.clone()))),
            conversion(UUID.class, value -> new LakeValue.Text(value.toString())),
            conversion(CharSequence.class, value -> new LakeValue.Text(value.toString())),
            conversion(StructLike.class, LakeValues::struct),
            conversion(List.class, LakeValues::list),
            conversion(Map.class, LakeValues::map));

    private LakeValues() {}

    /** The first values of a row; behind them the reader leaves what it needed to apply deletes. */
    static List<LakeValue> row(Record row, int width) {
        return fields(row, width);
    }

    private static LakeValue of(Object value) {
        if (value == null) {
            return ABSENT;
        }
        // A plain loop: this runs for every value of every row.
        for (Conversion<?> conversion : CONVERSIONS) {
            if (conversion.type().isInstance(value)) {
                return conversion.apply(value);
            }
        }
        throw new BridgeException(
                ErrorCode.UNSUPPORTED,
                "cannot read a value of " + value.getClass().getName() + "; leave its column out of the comparison");
    }

    private static LakeValue exact(BigDecimal value) {
        return new LakeValue.Exact(value);
    }

    private static LakeValue bytes(ByteBuffer value) {
        byte[] copy = new byte[value.remaining()];
        value.duplicate().get(copy);
        return new LakeValue.Bytes(ByteBuffer.wrap(copy));
    }

    private static LakeValue struct(StructLike value) {
        return new LakeValue.Nested(fields(value, value.size()));
    }

    private static List<LakeValue> fields(StructLike value, int width) {
        List<LakeValue> fields = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            fields.add(of(value.get(i, Object.class)));
        }
        return fields;
    }

    private static LakeValue list(List<?> value) {
        return new LakeValue.Nested(value.stream().map(LakeValues::of).toList());
    }

    /** A map has no order, so its entries stand sorted by their keys' text. */
    private static LakeValue map(Map<?, ?> value) {
        return new LakeValue.Nested(value.entrySet().stream()
                .sorted(Comparator.comparing(entry -> of(entry.getKey()).toString()))
                .flatMap(entry -> List.of(of(entry.getKey()), of(entry.getValue())).stream())
                .toList());
    }

    private static <T> Conversion<T> conversion(Class<T> type, Function<T, LakeValue> convert) {
        return new Conversion<>(type, convert);
    }

    private record Conversion<T>(Class<T> type, Function<T, LakeValue> convert) {
        LakeValue apply(Object value) {
            return convert.apply(type.cast(value));
        }
    }
}
