package io.lakespan.cdc.sink;

import java.util.Optional;
import org.apache.flink.table.data.RowData;

/** What the source hands on, in its order. */
public sealed interface Change {

    /**
     * A row as it now is, or one that is gone, by its {@link RowData#getRowKind}; the values in the shape's order.
     *
     * @param before the row as it was, where an update may have moved it between partitions
     */
    record Row(TableShape shape, RowData row, Optional<RowData> before) implements Change {
        public Row(TableShape shape, RowData row) {
            this(shape, row, Optional.empty());
        }
    }

    /** A statement that changed tables, in the form of Debezium's history of a schema. */
    record Statement(String history) implements Change {}
}
