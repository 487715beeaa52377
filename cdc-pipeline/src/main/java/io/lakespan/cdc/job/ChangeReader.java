package io.lakespan.cdc.job;

import io.lakespan.cdc.sink.Change;
import io.lakespan.cdc.sink.ChangeType;
import io.lakespan.cdc.sink.RowConverter;
import io.lakespan.cdc.sink.TargetTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Field;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Schema;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.source.SourceRecord;
import org.apache.flink.cdc.debezium.DebeziumDeserializationSchema;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns Debezium's records into changes.
 *
 * <p>An update comes out as the new row alone, which replaces the old one of the same key; an update of the key itself
 * Debezium has split into a delete and an insert already.
 */
final class ChangeReader implements DebeziumDeserializationSchema<Change> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ChangeReader.class);
    // Debezium makes a schema anew for each piece of a table and after each ALTER.
    private static final int MOST_SCHEMAS = 1_000;

    static {
        // Flink loads this class before it lets the source connect, on every process of the cluster.
        Leftovers.prevent();
    }

    private final ArrayList<TargetTable> tables;
    private transient Map<Schema, TableReader> readers;
    private transient Map<String, TableReader> readersByName;
    private transient Set<String> reported;

    ChangeReader(List<TargetTable> tables) {
        this.tables = new ArrayList<>(tables);
    }

    private record TableReader(int number, RowConverter converter) {}

    @Override
    public void deserialize(SourceRecord record, Collector<Change> out) {
        Struct value = (Struct) record.value();
        Optional.ofNullable(value.schema().field("op"))
                .ifPresentOrElse(
                        op -> change(record, value, value.getString(op.name()), out), () -> other(record, value));
    }

    private void change(SourceRecord record, Struct value, String op, Collector<Change> out) {
        switch (op) {
            case "r", "c" -> emit(value, "after", RowKind.INSERT, out);
            case "u" -> emit(value, "after", RowKind.UPDATE_AFTER, out);
            case "d" -> emit(value, "before", RowKind.DELETE, out);
            default -> report("operation '" + op + "' of " + record.topic());
        }
    }

    private void emit(Struct value, String image, RowKind kind, Collector<Change> out) {
        reader(value).ifPresent(reader -> {
            Struct row = value.getStruct(image);
            out.collect(new Change(reader.number(), reader.converter().row(kind, column -> field(row, column))));
        });
    }

    private static Object field(Struct row, String column) {
        Field field = row.schema().field(column);
        // Not Struct.get: that gives the column's default where the row has NULL.
        return field == null ? null : row.getWithoutDefault(column);
    }

    private Optional<TableReader> reader(Struct value) {
        if (readers == null) {
            open();
        }
        TableReader known = readers.get(value.schema());
        return known != null ? Optional.of(known) : bind(value);
    }

    private void open() {
        readers = new IdentityHashMap<>();
        reported = new HashSet<>();
        readersByName = new HashMap<>();
        for (int i = 0; i < tables.size(); i++) {
            TargetTable table = tables.get(i);
            readersByName.put(
                    table.sourceDatabase() + "." + table.sourceName(), new TableReader(i, RowConverter.of(table)));
        }
    }

    private Optional<TableReader> bind(Struct value) {
        Struct source = value.getStruct("source");
        String name = source.getString("db") + "." + source.getString("table");
        Optional<TableReader> reader = Optional.ofNullable(readersByName.get(name));
        if (readers.size() >= MOST_SCHEMAS) {
            readers.clear();
        }
        reader.ifPresentOrElse(
                found -> {
                    readers.put(value.schema(), found);
                    reportNewColumns(value.schema(), tables.get(found.number()));
                },
                () -> report("table " + name));
        return reader;
    }

    /** A column added while the job runs: its values are not in the lake until the pipeline is started anew. */
    private void reportNewColumns(Schema envelope, TargetTable table) {
        Set<String> known = table.sourceColumns();
        String added = envelope.field("after").schema().fields().stream()
                .map(Field::name)
                .filter(name -> !known.contains(name))
                .collect(Collectors.joining(", "));
        if (!added.isEmpty()) {
            report("columns " + added + " of " + table.sourceDatabase() + "." + table.sourceName());
        }
    }

    private void other(SourceRecord record, Struct value) {
        LOG.debug(
                "event=record-skipped topic={} schema={}",
                record.topic(),
                value.schema().name());
    }

    private void report(String what) {
        if (reported == null) {
            open();
        }
        if (reported.add(what)) {
            LOG.warn("event=not-carried what=\"{}\"", what);
        }
    }

    @Override
    public TypeInformation<Change> getProducedType() {
        return ChangeType.of(tables);
    }
}
