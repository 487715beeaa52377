package io.lakespan.cdc.sink;

import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.types.RowKind;

/** Makes rows of one Iceberg table from values of its source, column by column. */
public final class RowConverter {
    private final String[] sources;
    private final ValueConverter[] converters;

    private RowConverter(List<ColumnBinding> columns) {
        this.sources = columns.stream().map(ColumnBinding::source).toArray(String[]::new);
        this.converters = columns.stream().map(ValueConverters::of).toArray(ValueConverter[]::new);
    }

    public static RowConverter of(TargetTable table) {
        return new RowConverter(table.columns());
    }

    /** Where the values of a source's row are found, by the column's name; null for NULL and for a column not there. */
    @FunctionalInterface
    public interface Values {
        Object value(String column);
    }

    public GenericRowData row(RowKind kind, Values values) {
        GenericRowData row = new GenericRowData(kind, sources.length);
        for (int i = 0; i < sources.length; i++) {
            Object value = sources[i].isEmpty() ? null : values.value(sources[i]);
            row.setField(i, value == null ? null : converters[i].convert(value));
        }
        return row;
    }
}
