package io.lakespan.cdc.job;

import io.lakespan.cdc.sink.TableShape;
import io.lakespan.cdc.source.BinlogPosition;
import io.lakespan.cdc.source.DeclaredColumns;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Field;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Schema;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from a record's own schema how its table is: each column carries its MySQL type as parameters of its field, which
 * Debezium's {@code column.propagate.source.type} puts there. So no record depends on what was known before it.
 */
final class RecordShapes {
    private static final Logger LOG = LoggerFactory.getLogger(RecordShapes.class);
    private static final String TYPE = "__debezium.source.column.type";
    private static final String LENGTH = "__debezium.source.column.length";
    private static final String SCALE = "__debezium.source.column.scale";
    private static final int NONE = -1;
    private static final int MOST_KNOWN = 1_000;

    private final DeclaredColumns columns;
    private final Map<SourceTable, TableShape> read = new HashMap<>();

    RecordShapes(boolean tinyintAsBoolean) {
        this.columns = new DeclaredColumns(tinyintAsBoolean);
    }

    TableShape of(SourceRecord record, Struct value) {
        Struct source = value.getStruct("source");
        Schema row = value.schema().field("after").schema();
        String table = source.getString("table");
        List<SourceColumn> carried = new ArrayList<>();
        for (Field field : row.fields()) {
            Optional<SourceColumn> column = columns.column(declaration(field));
            column.ifPresent(carried::add);
            if (column.isEmpty()) {
                LOG.warn(
                        "event=not-carried table={} column={} type=\"{}\"",
                        table,
                        field.name(),
                        field.schema().parameters());
            }
        }
        return shape(
                new SourceTable(source.getString("db"), table, Optional.empty(), carried, key(record), 0),
                position(source));
    }

    /** Debezium describes a table anew for each piece of it that is read; all pieces of equal columns are of one shape. */
    private TableShape shape(SourceTable table, BinlogPosition since) {
        if (!since.equals(BinlogPosition.NOW)) {
            return new TableShape(table, since);
        }
        if (read.size() >= MOST_KNOWN) {
            read.clear();
        }
        return read.computeIfAbsent(table, missing -> new TableShape(missing, since));
    }

    private static DeclaredColumns.Declaration declaration(Field field) {
        Map<String, String> parameters =
                Optional.ofNullable(field.schema().parameters()).orElse(Map.of());
        return new DeclaredColumns.Declaration(
                field.name(),
                parameters.getOrDefault(TYPE, ""),
                number(parameters, LENGTH),
                number(parameters, SCALE),
                field.schema().isOptional(),
                Optional.ofNullable(field.schema().doc()).filter(doc -> !doc.isEmpty()));
    }

    private static int number(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(Integer::parseInt).orElse(NONE);
    }

    private static List<String> key(SourceRecord record) {
        return record.keySchema() == null
                ? List.of()
                : record.keySchema().fields().stream().map(Field::name).toList();
    }

    private static BinlogPosition position(Struct source) {
        String file = Optional.ofNullable(source.getString("file")).orElse("");
        return file.isEmpty() ? BinlogPosition.NOW : new BinlogPosition(file, source.getInt64("pos"));
    }
}
