package io.lakespan.cdc.sink;

import static java.util.Objects.requireNonNull;

import io.lakespan.cdc.source.BinlogPosition;
import io.lakespan.cdc.source.SourceTable;

/**
 * A table of the source as it was for a run of rows. Two shapes are the same only when they are one object: whoever meets
 * a new one looks whether the lake is up to it.
 */
public final class TableShape {
    private final SourceTable table;
    private final BinlogPosition since;

    public TableShape(SourceTable table, BinlogPosition since) {
        this.table = requireNonNull(table, "table");
        this.since = requireNonNull(since, "since");
    }

    public SourceTable table() {
        return table;
    }

    /** Where its first row stood. */
    public BinlogPosition since() {
        return since;
    }
}
