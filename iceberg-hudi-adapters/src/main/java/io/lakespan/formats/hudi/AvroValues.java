package io.lakespan.formats.hudi;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.rows.LakeValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/** Turns rows in Avro into {@link LakeValue}s, with one conversion for each column. */
final class AvroValues {
    private static final LakeValue ABSENT = new LakeValue.Absent();

    private final List<Function<Object, LakeValue>> columns;

    AvroValues(Schema schema) {
        this.columns = schema.getFields().stream()
                .map(field -> conversion(field.schema()))
                .toList();
    }

    List<LakeValue> of(IndexedRecord row) {
        List<LakeValue> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            values.add(value == null ? ABSENT : columns.get(i).apply(value));
        }
        return values;
    }

    private static Function<Object, LakeValue> conversion(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> union(schema);
            case BOOLEAN -> value -> exact((Boolean) value ? 1 : 0);
            case INT -> schema.getLogicalType() instanceof LogicalTypes.Date ? AvroValues::day : AvroValues::whole;
            case LONG -> moments(schema.getLogicalType());
            case FLOAT, DOUBLE -> value -> new LakeValue.Approximate(((Number) value).doubleValue());
            case STRING, ENUM -> value -> new LakeValue.Text(value.toString());
            case BYTES, FIXED -> bytes(schema.getLogicalType());
            case ARRAY, MAP, RECORD, NULL -> unreadable(schema);
        };
    }

    private static Function<Object, LakeValue> union(Schema schema) {
        List<Schema> members = schema.getTypes().stream()
                .filter(member -> member.getType() != Schema.Type.NULL)
                .toList();
        return members.size() == 1 ? conversion(members.get(0)) : unreadable(schema);
    }

    private static Function<Object, LakeValue> unreadable(Schema schema) {
        return value -> {
            throw new BridgeException(
                    ErrorCode.UNSUPPORTED,
                    "cannot read a value of Avro's " + schema.getType().getName()
                            + "; leave its column out of the comparison");
        };
    }

    private static Function<Object, LakeValue> moments(LogicalType type) {
        String name = type == null ? "" : type.getName();
        if (name.endsWith("timestamp-micros")) {
            return value -> new LakeValue.Moment(Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS));
        }
        if (name.endsWith("timestamp-millis")) {
            return value -> new LakeValue.Moment(Instant.ofEpochMilli((Long) value));
        }
        return name.equals("time-micros")
                ? value -> new LakeValue.Span(Duration.of((Long) value, ChronoUnit.MICROS))
                : AvroValues::whole;
    }

    private static Function<Object, LakeValue> bytes(LogicalType type) {
        return type instanceof LogicalTypes.Decimal decimal
                ? value -> new LakeValue.Exact(new BigDecimal(new BigInteger(content(value)), decimal.getScale()))
                : value -> new LakeValue.Bytes(ByteBuffer.wrap(content(value)));
    }

    private static byte[] content(Object value) {
        if (value instanceof GenericFixed fixed) {
            return fixed.bytes();
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        return copy;
    }

    private static LakeValue day(Object value) {
        return new LakeValue.Day(LocalDate.ofEpochDay((Integer) value));
    }

    private static LakeValue whole(Object value) {
        return exact(((Number) value).longValue());
    }

    private static LakeValue exact(long value) {
        return new LakeValue.Exact(BigDecimal.valueOf(value));
    }
}
