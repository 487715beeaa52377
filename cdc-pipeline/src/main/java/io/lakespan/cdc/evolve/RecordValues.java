package io.lakespan.cdc.evolve;

import io.lakespan.cdc.source.SourceColumn;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** Values as Iceberg's generic reader gives them, in the form that Flink's rows have. */
final class RecordValues {
    private RecordValues() {}

    static Object of(Object value, SourceColumn column) {
        if (value instanceof CharSequence text) {
            return StringData.fromString(text.toString());
        }
        if (value instanceof BigDecimal decimal) {
            return DecimalData.fromBigDecimal(
                    decimal, column.type().precision(), column.type().scale());
        }
        if (value instanceof LocalDate date) {
            return (int) date.toEpochDay();
        }
        if (value instanceof LocalDateTime local) {
            return TimestampData.fromLocalDateTime(local);
        }
        if (value instanceof OffsetDateTime moment) {
            return TimestampData.fromInstant(moment.toInstant());
        }
        return value instanceof ByteBuffer buffer ? bytes(buffer) : value;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
