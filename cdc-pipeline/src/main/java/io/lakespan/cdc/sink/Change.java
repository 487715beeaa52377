package io.lakespan.cdc.sink;

import org.apache.flink.table.data.RowData;

/**
 * A row as it now is, or one that is gone, by its {@link RowData#getRowKind}.
 *
 * @param table the number of its table in the pipeline's list
 */
public record Change(int table, RowData row) {}
