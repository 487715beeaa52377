package io.lakespan.cdc.sink;

import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** The way of rows in Flink's form through expressions, which take and give values of Java's own. */
public final class SqlRow {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private final LakeType[] source;
    private final LakeType[] shown;
    private final int[] forwarded;

    private SqlRow(LakeType[] source, LakeType[] shown, int[] forwarded) {
        this.source = source;
        this.shown = shown;
        this.forwarded = forwarded;
    }

    /**
     * The way from one table's rows to another's.
     *
     * @param forwarded for each column shown, the position of the source's whose values it has, or -1 for a computed one
     */
    public static SqlRow of(SourceTable source, SourceTable shown, List<Integer> forwarded) {
        return new SqlRow(
                types(source),
                types(shown),
                forwarded.stream().mapToInt(Integer::intValue).toArray());
    }

    private static LakeType[] types(SourceTable table) {
        return table.columns().stream().map(SourceColumn::type).toArray(LakeType[]::new);
    }

    /** A value of the source's row; null for NULL. */
    public Object value(GenericRowData row, int position) {
        Object value = row.getField(position);
        if (value == null) {
            return null;
        }
        return switch (source[position].kind()) {
            case STRING -> value.toString();
            case DECIMAL -> ((DecimalData) value).toBigDecimal();
            case TIMESTAMP, TIMESTAMP_WITH_ZONE -> micros((TimestampData) value);
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, BINARY, DATE -> value;
        };
    }

    private static long micros(TimestampData value) {
        return value.getMillisecond() * MICROS_PER_MILLI + value.getNanoOfMillisecond() / NANOS_PER_MICRO;
    }

    /** The row that is shown, of the source's and the computed values in their order. */
    public GenericRowData shown(GenericRowData row, Object[] computed) {
        GenericRowData result = new GenericRowData(row.getRowKind(), shown.length);
        int next = 0;
        for (int i = 0; i < shown.length; i++) {
            result.setField(i, forwarded[i] >= 0 ? row.getField(forwarded[i]) : written(computed[next++], shown[i]));
        }
        return result;
    }

    private static Object written(Object value, LakeType type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case STRING -> StringData.fromString((String) value);
            case DECIMAL -> DecimalData.fromBigDecimal((BigDecimal) value, type.precision(), type.scale());
            case TIMESTAMP, TIMESTAMP_WITH_ZONE -> timestamp((Long) value);
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, BINARY, DATE -> value;
        };
    }

    private static TimestampData timestamp(long micros) {
        int rest = (int) Math.floorMod(micros, MICROS_PER_MILLI);
        return TimestampData.fromEpochMillis(Math.floorDiv(micros, MICROS_PER_MILLI), rest * NANOS_PER_MICRO);
    }
}
