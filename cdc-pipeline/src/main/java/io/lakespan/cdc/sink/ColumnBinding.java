package io.lakespan.cdc.sink;

import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.ValueKind;
import java.io.Serializable;
import java.util.Locale;

/**
 * Where the values of one column of an Iceberg table come from.
 *
 * @param source the source column's name; empty for a column that only the lake has
 */
record ColumnBinding(String source, ValueKind kind, int precision, int scale, int fraction) implements Serializable {
    static final ColumnBinding ABSENT = new ColumnBinding("", ValueKind.TEXT, 0, 0, 0);

    static ColumnBinding of(SourceColumn column) {
        LakeType type = column.type();
        return new ColumnBinding(column.name(), column.kind(), type.precision(), type.scale(), column.fraction());
    }

    boolean absent() {
        return source.isEmpty();
    }

    String lakeName() {
        return source.toLowerCase(Locale.ROOT);
    }
}
