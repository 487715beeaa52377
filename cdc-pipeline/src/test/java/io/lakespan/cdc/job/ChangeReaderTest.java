package io.lakespan.cdc.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.cdc.sink.Change;
import io.lakespan.cdc.sink.LakeTables;
import io.lakespan.cdc.sink.TargetTable;
import io.lakespan.cdc.source.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final Schema ROW = SchemaBuilder.struct()
            .optional()
            .field("Id", Schema.INT32_SCHEMA)
            .field("stock", SchemaBuilder.int32().optional().defaultValue(5).build())
            .field("added_later", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .field("before", ROW)
            .field("after", ROW)
            .field("source", SOURCE)
            .field("op", Schema.STRING_SCHEMA)
            .build();

    private final List<TargetTable> tables = LakeTables.prepared(
            Tables.table("items", List.of("Id"), Tables.column("Id", "int"), Tables.column("stock", "int")));
    private final ChangeReader reader = new ChangeReader(tables);

    @Test
    void aRowThatWasReadOrInsertedIsAnInsert() {
        assertThat(kinds(record("r", "items", null, row(1, 2)), record("c", "items", null, row(1, 2))))
                .containsExactly(RowKind.INSERT, RowKind.INSERT);
    }

    @Test
    void anUpdateIsTheNewRowAlone() {
        List<Change> changes = changes(record("u", "items", row(1, 2), row(1, 3)));

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).row().getRowKind()).isEqualTo(RowKind.UPDATE_AFTER);
        assertThat(changes.get(0).row().getInt(1)).isEqualTo(3);
    }

    @Test
    void aDeleteIsTheOldRow() {
        RowData row = changes(record("d", "items", row(1, 2), null)).get(0).row();

        assertThat(row.getRowKind()).isEqualTo(RowKind.DELETE);
        assertThat(row.getInt(0)).isEqualTo(1);
    }

    @Test
    void aNullStaysNullWhereTheColumnHasADefault() {
        RowData row = changes(record("c", "items", null, new Struct(ROW).put("Id", 1)))
                .get(0)
                .row();

        assertThat(row.isNullAt(1)).isTrue();
        assertThat(row.getArity()).isEqualTo(2);
    }

    @Test
    void aTableThatIsNotOfThePipelineIsLeftOut() {
        assertThat(changes(record("c", "others", null, row(1, 2)))).isEmpty();
    }

    @Test
    void aChangeSurvivesTheWayBetweenProcesses() throws Exception {
        Change change = changes(record("d", "items", row(7, 2), null)).get(0);
        TypeSerializer<Change> serializer = reader.getProducedType().createSerializer(new SerializerConfigImpl());
        DataOutputSerializer sent = new DataOutputSerializer(64);
        serializer.serialize(change, sent);

        Change received = serializer.duplicate().deserialize(new DataInputDeserializer(sent.getCopyOfBuffer()));

        assertThat(received.table()).isEqualTo(change.table());
        assertThat(received.row().getRowKind()).isEqualTo(RowKind.DELETE);
        assertThat(received.row().getInt(0)).isEqualTo(7);
        assertThat(serializer.copy(change).row()).isEqualTo(change.row()).isNotSameAs(change.row());
    }

    private List<RowKind> kinds(SourceRecord... records) {
        return changes(records).stream()
                .map(change -> change.row().getRowKind())
                .toList();
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
        Struct source = new Struct(SOURCE).put("db", "shop").put("table", table);
        Struct value = new Struct(ENVELOPE)
                .put("before", before)
                .put("after", after)
                .put("source", source)
                .put("op", op);
        return new SourceRecord(Map.of(), Map.of(), "shop." + table, ENVELOPE, value);
    }
}
