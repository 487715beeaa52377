package io.lakespan.cdc.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.cdc.sink.Change;
import io.lakespan.cdc.sink.TableShape;
import io.lakespan.cdc.source.BinlogPosition;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Schema;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.source.SourceRecord;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class ChangeReaderTest {
    private static final String DEFINITION = """
            source:
              type: mysql
              hostname: localhost
              username: cdc
              password: ${env:CDC_PASSWORD}
              tables: shop.\\.*
              tables.exclude: shop.others
            sink:
              type: iceberg
            pipeline:
              name: shop
            """;
    private static final SchemaBuilder GEOMETRY = SchemaBuilder.struct()
            .optional()
            .field("wkb", Schema.BYTES_SCHEMA)
            .field("srid", Schema.OPTIONAL_INT32_SCHEMA);
    private static final Schema ROW = SchemaBuilder.struct()
            .optional()
            .field("Id", typed(SchemaBuilder.int32(), "INT", "11"))
            .field("stock", typed(SchemaBuilder.int32().optional().defaultValue(5), "SMALLINT UNSIGNED", "5"))
            .field("place", typed(GEOMETRY, "POINT", "0"))
            .field("vector", typed(SchemaBuilder.bytes().optional(), "VECTOR", "3"))
            .build();
    private static final Schema KEY =
            SchemaBuilder.struct().field("Id", Schema.INT32_SCHEMA).build();
    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("file", Schema.STRING_SCHEMA)
            .field("pos", Schema.INT64_SCHEMA)
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .field("before", ROW)
            .field("after", ROW)
            .field("source", SOURCE)
            .field("op", Schema.STRING_SCHEMA)
            .build();

    private final ChangeReader reader = new ChangeReader(DEFINITION, List.of(), Optional.empty());

    private static Schema typed(SchemaBuilder field, String type, String length) {
        return field.parameter("__debezium.source.column.type", type)
                .parameter("__debezium.source.column.length", length)
                .build();
    }

    @Test
    void aRowThatWasReadOrInsertedIsAnInsert() {
        assertThat(rows(record("r", "items", null, row(1, 2)), record("c", "items", null, row(1, 2))))
                .extracting(change -> change.row().getRowKind())
                .containsExactly(RowKind.INSERT, RowKind.INSERT);
    }

    @Test
    void anUpdateIsTheNewRowAlone() {
        List<Change.Row> changes = rows(record("u", "items", row(1, 2), row(1, 3)));

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).row().getRowKind()).isEqualTo(RowKind.UPDATE_AFTER);
        assertThat(changes.get(0).row().getInt(1)).isEqualTo(3);
    }

    @Test
    void whereAnUpdateMayMoveARowItSaysWhereTheRowWas() throws Exception {
        ChangeReader moving = new ChangeReader(DEFINITION, List.of("shop.items"), Optional.empty());
        List<Change> changes = new ArrayList<>();

        moving.deserialize(record("u", "items", row(1, 2), row(1, 3)), new ListCollector<>(changes));

        Change.Row change = (Change.Row) changes.get(0);
        assertThat(change.row().getInt(1)).isEqualTo(3);
        assertThat(change.before().orElseThrow().getInt(1)).isEqualTo(2);
        assertThat(change.before().orElseThrow().getRowKind()).isEqualTo(RowKind.DELETE);
        TypeSerializer<Change> serializer = reader.getProducedType().createSerializer(new SerializerConfigImpl());
        DataOutputSerializer sent = new DataOutputSerializer(64);
        serializer.serialize(change, sent);
        Change.Row received = (Change.Row) serializer.deserialize(new DataInputDeserializer(sent.getCopyOfBuffer()));
        assertThat(received.before().orElseThrow().getInt(1)).isEqualTo(2);
    }

    @Test
    void aDeleteIsTheOldRow() {
        RowData row = rows(record("d", "items", row(1, 2), null)).get(0).row();

        assertThat(row.getRowKind()).isEqualTo(RowKind.DELETE);
        assertThat(row.getInt(0)).isEqualTo(1);
    }

    @Test
    void aNullStaysNullWhereTheColumnHasADefault() {
        RowData row = rows(record("c", "items", null, new Struct(ROW).put("Id", 1)))
                .get(0)
                .row();

        assertThat(row.isNullAt(1)).isTrue();
    }

    @Test
    void aRowSaysItselfHowItsTableIs() {
        TableShape shape = rows(record("c", "items", null, row(1, 2))).get(0).shape();

        assertThat(shape.since()).isEqualTo(new BinlogPosition("binlog.000001", 4));
        assertThat(shape.table().label()).isEqualTo("shop.items");
        assertThat(shape.table().key()).containsExactly("Id");
        assertThat(shape.table().columns())
                .as("a type that cannot be carried is left out")
                .extracting(SourceColumn::lakeName)
                .containsExactly("id", "stock", "place");
        assertThat(shape.table().column("Id").nullable()).isFalse();
        assertThat(shape.table().column("stock").kind()).isEqualTo(ValueKind.INTEGER);
    }

    @Test
    void aSpatialValueIsItsWellKnownBinary() {
        Struct point = new Struct(ROW.field("place").schema())
                .put("wkb", new byte[] {1, 2, 3})
                .put("srid", 4326);

        RowData row = rows(record("c", "items", null, row(1, 2).put("place", point)))
                .get(0)
                .row();

        assertThat(row.getBinary(2)).containsExactly(1, 2, 3);
    }

    @Test
    void rowsOfOneSchemaHaveOneShape() {
        List<Change.Row> rows = rows(record("c", "items", null, row(1, 2)), record("c", "items", null, row(2, 2)));

        assertThat(rows.get(0).shape()).isSameAs(rows.get(1).shape());
    }

    @Test
    void aTableThatIsNotOfThePipelineIsLeftOut() {
        assertThat(changes(record("c", "others", null, row(1, 2)))).isEmpty();
    }

    @Test
    void aStatementIsHandedOnAsItIs() {
        Schema schema = SchemaBuilder.struct()
                .field("historyRecord", Schema.STRING_SCHEMA)
                .build();
        Struct value = new Struct(schema).put("historyRecord", "{}");

        assertThat(changes(new SourceRecord(Map.of(), Map.of(), "shop", schema, value)))
                .containsExactly(new Change.Statement("{}"));
    }

    @Test
    void aChangeSurvivesTheWayBetweenProcesses() throws Exception {
        Change.Row change = rows(record("d", "items", row(7, 2), null)).get(0);
        TypeSerializer<Change> serializer = reader.getProducedType().createSerializer(new SerializerConfigImpl());
        DataOutputSerializer sent = new DataOutputSerializer(64);
        serializer.serialize(change, sent);
        serializer.serialize(new Change.Statement("{}"), sent);
        serializer.serialize(change, sent);

        TypeSerializer<Change> other = serializer.duplicate();
        DataInputDeserializer in = new DataInputDeserializer(sent.getCopyOfBuffer());
        Change.Row received = (Change.Row) other.deserialize(in);

        assertThat(received.shape().table()).isEqualTo(change.shape().table());
        assertThat(received.shape().since()).isEqualTo(change.shape().since());
        assertThat(received.row().getRowKind()).isEqualTo(RowKind.DELETE);
        assertThat(received.row().getInt(0)).isEqualTo(7);
        assertThat(other.deserialize(in)).isEqualTo(new Change.Statement("{}"));
        assertThat(((Change.Row) other.deserialize(in)).shape()).isSameAs(received.shape());
        assertThat(((Change.Row) serializer.copy(change)).row())
                .isEqualTo(change.row())
                .isNotSameAs(change.row());
    }

    private List<Change.Row> rows(SourceRecord... records) {
        return changes(records).stream().map(Change.Row.class::cast).toList();
    }

    private List<Change> changes(SourceRecord... records) {
        List<Change> changes = new ArrayList<>();
        for (SourceRecord record : records) {
            reader.deserialize(record, new ListCollector<>(changes));
        }
        return changes;
    }

    private static Struct row(int id, int stock) {
        return new Struct(ROW).put("Id", id).put("stock", stock);
    }

    private static SourceRecord record(String op, String table, Struct before, Struct after) {
        Struct source = new Struct(SOURCE)
                .put("db", "shop")
                .put("table", table)
                .put("file", "binlog.000001")
                .put("pos", 4L);
        Struct value = new Struct(ENVELOPE)
                .put("before", before)
                .put("after", after)
                .put("source", source)
                .put("op", op);
        return new SourceRecord(
                Map.of(), Map.of(), "shop." + table, KEY, new Struct(KEY).put("Id", 1), ENVELOPE, value);
    }
}
