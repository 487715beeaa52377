package io.lakespan.cdc.sink;

import org.apache.flink.table.data.RowData;

/** What the source hands on, in its order. */
public sealed interface Change {

    /** A row as it now is, or one that is gone, by its {@link RowData#getRowKind}; the values in the shape's order. */
    record Row(TableShape shape, RowData row) implements Change {}

    /** A statement that changed tables, in the form of Debezium's history of a schema. */
    record Statement(String history) implements Change {}
}
