package io.lakespan.cdc.sink;

import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.types.RowKind;

/** Makes rows of Flink's form from values of a source's table, column by column in the table's order. */
public final class RowConverter {
    private final String[] columns;
    private final ValueConverter[] converters;

    private RowConverter(SourceTable table) {
        this.columns = table.columns().stream().map(SourceColumn::name).toArray(String[]::new);
        this.converters = table.columns().stream().map(ValueConverters::of).toArray(ValueConverter[]::new);
    }

    public static RowConverter of(SourceTable table) {
        return new RowConverter(table);
    }

    /** Where the values of a source's row are found, by the column's name; null for NULL. */
    @FunctionalInterface
    public interface Values {
        Object value(String column);
    }

    public GenericRowData row(RowKind kind, Values values) {
        GenericRowData row = new GenericRowData(kind, columns.length);
        for (int i = 0; i < columns.length; i++) {
            Object value = values.value(columns[i]);
            row.setField(i, value == null ? null : converters[i].convert(value));
        }
        return row;
    }
}
