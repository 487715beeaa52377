package io.lakespan.cdc.job;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.rules.RowProgram;
import io.lakespan.cdc.rules.TransformedTable;
import io.lakespan.cdc.rules.Transforms;
import io.lakespan.cdc.sink.Change;
import io.lakespan.cdc.sink.ChangeType;
import io.lakespan.cdc.sink.RowConverter;
import io.lakespan.cdc.sink.TableShape;
import io.lakespan.cdc.source.BinlogPosition;
import io.lakespan.cdc.source.Routes;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.error.BridgeException;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Schema;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.source.SourceRecord;
import org.apache.flink.cdc.debezium.DebeziumDeserializationSchema;
import org.apache.flink.runtime.execution.SuppressRestartsException;
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
    private static final String HISTORY = "historyRecord";
    private static final String WELL_KNOWN_BINARY = "wkb";
    // Debezium makes a schema anew for each piece of a table and after each ALTER.
    private static final int MOST_SCHEMAS = 1_000;

    static {
        // Flink loads this class before it lets the source connect, on every process of the cluster.
        Leftovers.prevent();
    }

    private final String definition;
    private final TreeSet<String> moving;
    /** Empty for none: an Optional cannot be sent to the cluster. */
    private final String salt;

    private transient Map<Schema, TableReader> readers;
    private transient RecordShapes shapes;
    private transient Routes routes;
    private transient Transforms transforms;
    private transient Map<SourceTable, Optional<Transformed>> transformed;
    /** Rows of one shape come out in one shape. */
    private transient Map<TableShape, TransformedRows> shown;

    private transient Set<String> partitioned;

    /**
     * A reader of one pipeline.
     *
     * @param definition the pipeline's, as it is written
     * @param moving tables of the source, {@code database.table}, whose rows an update may move between partitions,
     *     besides those that the definition partitions
     * @param salt of masks that hash
     */
    ChangeReader(String definition, Collection<String> moving, Optional<String> salt) {
        this.definition = definition;
        this.moving = new TreeSet<>(moving);
        this.salt = salt.orElse("");
    }

    private record Transformed(TransformedTable table, RowProgram program) {
        TransformedRows rows(BinlogPosition since, boolean moving) {
            return new TransformedRows(table, program, since, moving);
        }
    }

    /** How rows of one schema are read; none where their table is not the pipeline's. */
    private record TableReader(
            Optional<TableShape> shape,
            Optional<RowConverter> converter,
            boolean moving,
            Optional<TransformedRows> transformed) {
        static final TableReader NONE = new TableReader(Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    @Override
    public void deserialize(SourceRecord record, Collector<Change> out) {
        Struct value = (Struct) record.value();
        if (value.schema().field("op") != null) {
            change(record, value, out);
        } else if (value.schema().field(HISTORY) != null) {
            out.collect(new Change.Statement(value.getString(HISTORY)));
        } else {
            LOG.debug("event=record-skipped topic={}", record.topic());
        }
    }

    private void change(SourceRecord record, Struct value, Collector<Change> out) {
        TableReader reader = reader(record, value);
        if (reader.shape().isEmpty()) {
            return;
        }
        if (reader.transformed().isPresent()) {
            transformed(reader.transformed().get(), value, out);
            return;
        }
        switch (value.getString("op")) {
            case "r", "c" -> emit(reader, value.getStruct("after"), RowKind.INSERT, out);
            case "u" -> update(reader, value, out);
            case "d" -> emit(reader, value.getStruct("before"), RowKind.DELETE, out);
            default -> LOG.warn("event=not-carried op={} topic={}", value.getString("op"), record.topic());
        }
    }

    private static void transformed(TransformedRows rows, Struct value, Collector<Change> out) {
        rows.change(image(value, "before"), image(value, "after"), out);
    }

    private static Optional<RowConverter.Values> image(Struct value, String name) {
        return Optional.ofNullable(value.getStruct(name)).map(ChangeReader::values);
    }

    private static void update(TableReader reader, Struct value, Collector<Change> out) {
        if (!reader.moving()) {
            emit(reader, value.getStruct("after"), RowKind.UPDATE_AFTER, out);
            return;
        }
        RowConverter converter = reader.converter().orElseThrow();
        Struct before = value.getStruct("before");
        out.collect(new Change.Row(
                reader.shape().orElseThrow(),
                converter.row(RowKind.UPDATE_AFTER, values(value.getStruct("after"))),
                Optional.of(converter.row(RowKind.DELETE, values(before)))));
    }

    private static void emit(TableReader reader, Struct row, RowKind kind, Collector<Change> out) {
        out.collect(new Change.Row(
                reader.shape().orElseThrow(), reader.converter().orElseThrow().row(kind, values(row))));
    }

    private static RowConverter.Values values(Struct row) {
        return column -> {
            // Not Struct.get: that gives the column's default where the row has NULL.
            Object value = row.getWithoutDefault(column);
            return value instanceof Struct geometry ? geometry.getBytes(WELL_KNOWN_BINARY) : value;
        };
    }

    private TableReader reader(SourceRecord record, Struct value) {
        if (readers == null) {
            open();
        }
        TableReader known = readers.get(value.schema());
        return known != null ? known : bind(record, value);
    }

    private void open() {
        PipelineDefinition parsed = PipelineDefinition.parse("definition", definition);
        readers = new IdentityHashMap<>();
        shapes = new RecordShapes(parsed.source().tinyintAsBoolean());
        routes = Routes.of(parsed);
        transforms = Transforms.of(parsed.transforms());
        transformed = new HashMap<>();
        shown = new HashMap<>();
        partitioned = parsed.sink().partitions().keySet();
    }

    private TableReader bind(SourceRecord record, Struct value) {
        if (readers.size() >= MOST_SCHEMAS) {
            readers.clear();
            shown.clear();
        }
        Struct source = value.getStruct("source");
        TableReader reader = routes.carries(source.getString("db"), source.getString("table"))
                ? reader(shapes.of(record, value))
                : TableReader.NONE;
        readers.put(value.schema(), reader);
        return reader;
    }

    private TableReader reader(TableShape shape) {
        boolean moves = moving.contains(shape.table().label()) || partitioned.contains(routes.target(shape.table()));
        Optional<TransformedRows> rows = transformed(shape.table())
                .map(found -> shown.computeIfAbsent(shape, missing -> found.rows(missing.since(), moves)));
        return new TableReader(Optional.of(shape), Optional.of(RowConverter.of(shape.table())), moves, rows);
    }

    /** Done once for a table as it is: the pieces of a table have a schema each, and all the same columns. */
    private Optional<Transformed> transformed(SourceTable table) {
        if (transformed.size() >= MOST_SCHEMAS) {
            transformed.clear();
        }
        return transformed.computeIfAbsent(table, this::compiled);
    }

    private Optional<Transformed> compiled(SourceTable table) {
        try {
            return transforms
                    .of(table)
                    .map(found -> new Transformed(
                            found, found.program(Optional.of(salt).filter(text -> !text.isEmpty()))));
        } catch (BridgeException e) {
            // A restart would only meet the same table.
            throw new SuppressRestartsException(e);
        }
    }

    @Override
    public TypeInformation<Change> getProducedType() {
        return ChangeType.INSTANCE;
    }
}
