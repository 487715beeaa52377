package io.lakespan.cdc.evolve;

import io.lakespan.cdc.sink.Change;
import io.lakespan.cdc.sink.TableShape;
import io.lakespan.cdc.source.SourceColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.types.RowKind;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows that a statement changed without a row in the binlog: a column that is added with a default has it in every row at
 * once. They are read from the lake and written there again with the new value.
 */
final class Refill {
    private static final Logger LOG = LoggerFactory.getLogger(Refill.class);

    private final Table table;
    private final TableShape shape;
    private final Map<String, Object> values;

    private Refill(Table table, TableShape shape, Map<String, Object> values) {
        this.table = table;
        this.shape = shape;
        this.values = values;
    }

    /** The rows of the table; empty where no value can be told, which is reported. */
    static Optional<Refill> of(Table table, TableShape shape, TableChange change) {
        Map<String, Object> values = new HashMap<>();
        for (SourceColumn column : shape.table().columns()) {
            written(change, column.name()).ifPresent(text -> DefaultValue.of(column, text)
                    .ifPresentOrElse(
                            value -> values.put(column.name(), value),
                            () -> LOG.warn(
                                    "event=not-carried what=\"rows of {} from before {} have no value in {}: its default"
                                            + " {} is no constant\"",
                                    table.name(),
                                    change.at(),
                                    column.name(),
                                    text)));
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new Refill(table, shape, values));
    }

    private static Optional<String> written(TableChange change, String column) {
        return change.filled().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(column))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    void forEach(Consumer<Change> consumer) {
        table.refresh();
        long rows = 0;
        try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
            for (Record row : records) {
                consumer.accept(new Change.Row(shape, filled(row)));
                rows++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LOG.info("event=rows-filled table={} rows={} columns={}", table.name(), rows, values.keySet());
    }

    private GenericRowData filled(Record row) {
        List<SourceColumn> columns = shape.table().columns();
        GenericRowData filled = new GenericRowData(RowKind.UPDATE_AFTER, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            SourceColumn column = columns.get(i);
            Object value = RecordValues.of(row.getField(column.lakeName()), column);
            // A value that is there already was written after the statement, by an attempt that got further.
            filled.setField(i, value == null ? values.get(column.name()) : value);
        }
        return filled;
    }
}
