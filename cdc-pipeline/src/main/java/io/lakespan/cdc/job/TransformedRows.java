package io.lakespan.cdc.job;

import io.lakespan.cdc.rules.RowProgram;
import io.lakespan.cdc.rules.TransformedTable;
import io.lakespan.cdc.sink.Change;
import io.lakespan.cdc.sink.RowConverter;
import io.lakespan.cdc.sink.SqlRow;
import io.lakespan.cdc.sink.TableShape;
import io.lakespan.cdc.source.BinlogPosition;
import io.lakespan.error.BridgeException;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;

/**
 * Turns the rows of a transformed table into changes.
 *
 * <p>An update may bring a row past the filter or out of it, or give it another key: then the row that was there goes.
 */
final class TransformedRows {
    private final TableShape shape;
    private final RowConverter converter;
    private final RowProgram program;
    private final SqlRow form;
    private final int[] key;
    private final boolean moving;
    /** Whether an update replaces the row that was, whatever that was. */
    private final boolean staying;

    /**
     * The rows of one shape of a table.
     *
     * @param program of the table
     * @param moving whether an update may move a row between partitions
     */
    TransformedRows(TransformedTable table, RowProgram program, BinlogPosition since, boolean moving) {
        this.shape = new TableShape(table.shown(), since);
        this.converter = RowConverter.of(table.source());
        this.program = program;
        this.form = SqlRow.of(table.source(), table.shown(), table.forwarded());
        this.key = table.shown().key().stream()
                .mapToInt(name -> table.shown().columns().indexOf(table.shown().column(name)))
                .toArray();
        this.moving = moving;
        // Debezium parts an update of the source's own key itself.
        this.staying = !moving && !table.hasFilter() && table.keepsKey();
    }

    /** Hands on what becomes of a row: one that is new has no image before, one that is gone none after. */
    void change(Optional<RowConverter.Values> before, Optional<RowConverter.Values> after, Collector<Change> out) {
        Optional<GenericRowData> is = after.flatMap(this::row);
        if (staying && before.isPresent() && is.isPresent()) {
            out.collect(new Change.Row(shape, kind(is.get(), RowKind.UPDATE_AFTER)));
            return;
        }
        Optional<GenericRowData> was = before.flatMap(this::row);
        boolean replaced = was.isPresent() && is.isPresent() && sameKey(was.get(), is.get());
        if (was.isPresent() && !replaced) {
            out.collect(new Change.Row(shape, kind(was.get(), RowKind.DELETE)));
        }
        is.ifPresent(row -> out.collect(new Change.Row(
                shape,
                kind(row, replaced ? RowKind.UPDATE_AFTER : RowKind.INSERT),
                was.filter(old -> replaced && moving).map(old -> kind(old, RowKind.DELETE)))));
    }

    private static GenericRowData kind(GenericRowData row, RowKind kind) {
        row.setRowKind(kind);
        return row;
    }

    private boolean sameKey(GenericRowData left, GenericRowData right) {
        for (int position : key) {
            if (!Objects.deepEquals(left.getField(position), right.getField(position))) {
                return false;
            }
        }
        return true;
    }

    private Optional<GenericRowData> row(RowConverter.Values values) {
        GenericRowData source = converter.row(RowKind.INSERT, values);
        try {
            return program.run(position -> form.value(source, position)).map(computed -> form.shown(source, computed));
        } catch (BridgeException e) {
            // A restart would only meet the same row.
            throw new SuppressRestartsException(e);
        }
    }
}
