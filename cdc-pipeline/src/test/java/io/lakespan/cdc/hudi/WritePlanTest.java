package io.lakespan.cdc.hudi;

import static io.lakespan.cdc.source.Tables.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.cdc.definition.SchemaChangeBehavior;
import io.lakespan.cdc.definition.SchemaChangeKind;
import io.lakespan.cdc.definition.SchemaChanges;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.cdc.source.Tables;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.Test;

class WritePlanTest {
    private static final SourceColumn ID = column("id", "int");

    @Test
    void aRowOfEveryKindOfValueIsReadAsItWasWritten() throws IOException {
        SourceTable table =
                table(ID, column("d", "decimal|decimal(10,2)", 10, 2), column("s", "varchar"), column("t", "datetime"));
        GenericRecord row = written(
                HudiSchemas.of(table),
                table,
                GenericRowData.of(
                        1,
                        DecimalData.fromBigDecimal(new BigDecimal("-12.50"), 10, 2),
                        StringData.fromString("Łódź"),
                        TimestampData.fromEpochMillis(-1, 999_000)));

        assertThat(row.get("id")).isEqualTo(1);
        assertThat(new org.apache.avro.Conversions.DecimalConversion()
                        .fromFixed(
                                (GenericData.Fixed) row.get("d"),
                                ((GenericData.Fixed) row.get("d")).getSchema(),
                                ((GenericData.Fixed) row.get("d")).getSchema().getLogicalType()))
                .isEqualByComparingTo("-12.50");
        assertThat(row.get("s").toString()).isEqualTo("Łódź");
        assertThat(row.get("t")).isEqualTo(-1L);
    }

    @Test
    void aNewColumnIsAddedAndAWiderTypeIsTaken() throws IOException {
        Schema narrow = HudiSchemas.of(table(ID, column("v", "int")));
        SourceTable wide = table(ID, column("v", "bigint"), column("more", "double"));

        WritePlan plan = plan(narrow, wide, SchemaChangeBehavior.LENIENT);

        assertThat(words(plan.table())).containsExactly("id int", "v long", "more double");
        assertThat(written(plan.table(), wide, GenericRowData.of(1, 5_000_000_000L, null))
                        .get("v"))
                .isEqualTo(5_000_000_000L);
    }

    @Test
    void narrowerRowsFitIntoAWiderColumn() throws IOException {
        Schema wide = HudiSchemas.of(table(ID, column("v", "bigint")));
        SourceTable narrow = table(ID, column("v", "int"));

        assertThat(written(wide, narrow, GenericRowData.of(1, 7)).get("v")).isEqualTo(7L);
    }

    @Test
    void aTypeThatDoesNotFitGetsAColumnBesideOrEndsTheJob() {
        Schema number = HudiSchemas.of(table(ID, column("v", "int")));
        SourceTable text = table(ID, column("v", "varchar"));

        assertThat(words(plan(number, text, SchemaChangeBehavior.LENIENT).table()))
                .containsExactly("id int", "v int", "v__string string");
        assertThatThrownBy(() -> plan(number, text, SchemaChangeBehavior.EVOLVE))
                .hasStackTraceContaining("shop.t.v is string now")
                .hasStackTraceContaining("Hudi cannot widen");
    }

    @Test
    void columnsAreLeftOutWhereTheDefinitionSaysSo() throws IOException {
        Schema first = HudiSchemas.of(table(ID));
        SourceTable more = table(ID, column("v", "int"));

        assertThat(words(plan(first, more, SchemaChangeBehavior.IGNORE).table()))
                .containsExactly("id int");
        assertThatThrownBy(() -> plan(first, more, SchemaChangeBehavior.EXCEPTION))
                .hasStackTraceContaining("column shop.t.v is new");
        Schema rows = plan(first, more, SchemaChangeBehavior.IGNORE).rows();
        assertThat(decoded(rows, first, new RowEncoder(more).encode(GenericRowData.of(3, 4)))
                        .get("id"))
                .isEqualTo(3);
    }

    @Test
    void namesThatAvroDoesNotTakeAreFound() {
        assertThat(HudiSchemas.unnameable(table(ID, column("größe", "int"), column("a b", "int"))))
                .containsExactly("shop.t.größe", "shop.t.a b");
    }

    private static GenericRecord written(Schema table, SourceTable source, GenericRowData row) throws IOException {
        WritePlan plan = plan(table, source, SchemaChangeBehavior.LENIENT);
        return decoded(plan.rows(), plan.table(), new RowEncoder(source).encode(row));
    }

    private static GenericRecord decoded(Schema rows, Schema table, byte[] bytes) throws IOException {
        return new GenericDatumReader<GenericRecord>(rows, table)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private static WritePlan plan(Schema table, SourceTable source, SchemaChangeBehavior behavior) {
        TableForm form = new TableForm(
                TableRef.of("lake", "t"), source.label(), HudiSchemas.of(source), List.of("id"), Optional.empty());
        SchemaChanges changes = new SchemaChanges(behavior, EnumSet.allOf(SchemaChangeKind.class), Set.of());
        return WritePlan.of(table, TableForm.parse(form.text()), changes);
    }

    private static List<String> words(Schema schema) {
        return schema.getFields().stream()
                .map(field -> field.name() + " " + HudiSchemas.word(field.schema()))
                .toList();
    }

    private static SourceTable table(SourceColumn... columns) {
        return Tables.table("t", List.of("id"), columns);
    }
}
