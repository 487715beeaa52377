package io.lakespan.glue;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

// The SDK takes builders as generic varargs.
@SuppressWarnings("unchecked")
class GlueTablesTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void aTableWithNothingButItsNameIsUnknown() {
        io.lakespan.model.Table model = model(table -> {});

        assertThat(model).isEqualTo(io.lakespan.model.Table.of(ref(), TableFormat.UNKNOWN, Schema.empty()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            table_type,                 ICEBERG,    ICEBERG
            table_type,                 iceberg,    ICEBERG
            table_type,                 HUDI,       HUDI
            spark.sql.sources.provider, hudi,       HUDI
            hoodie.table.name,          orders,     HUDI
            table_type,                 DELTA,      UNKNOWN
            spark.sql.sources.provider, delta,      UNKNOWN
            spark.sql.sources.provider, parquet,    HIVE
            classification,             parquet,    HIVE
            """)
    void aMarkTellsWhoseATableIs(String key, String value, TableFormat format) {
        assertThat(model(table -> table.parameters(Map.of(key, value))
                                .storageDescriptor(storage -> storage.inputFormat("x.Input")))
                        .format())
                .isEqualTo(format);
    }

    @Test
    void aReaderTellsWhoseATableIs() {
        assertThat(model(reading("org.apache.hudi.hadoop.HoodieParquetInputFormat"))
                        .format())
                .isEqualTo(TableFormat.HUDI);
        assertThat(model(reading("org.apache.hadoop.mapred.TextInputFormat")).format())
                .isEqualTo(TableFormat.HIVE);
        assertThat(model(table -> table.storageDescriptor(
                                storage -> storage.serdeInfo(serde -> serde.serializationLibrary("x.Serde"))))
                        .format())
                .isEqualTo(TableFormat.HIVE);
        assertThat(model(table -> table.tableType("VIRTUAL_VIEW")
                                .storageDescriptor(storage -> storage.serdeInfo(serde -> {})))
                        .format())
                .isEqualTo(TableFormat.VIEW);
    }

    @Test
    void anIcebergColumnKeepsItsIdentityAndADroppedOneIsLeftOut() {
        io.lakespan.model.Table model = model(table -> table.parameters(Map.of("table_type", "ICEBERG"))
                .storageDescriptor(storage -> storage.columns(
                        column -> column.name("id")
                                .type("BIGINT")
                                .parameters(Map.of(
                                        "iceberg.field.id", "1",
                                        "iceberg.field.optional", "false",
                                        "iceberg.field.current", "true")),
                        column -> column.name("name")
                                .type("string")
                                .comment("what it is called")
                                .parameters(Map.of("iceberg.field.id", "2", "iceberg.field.optional", "true")),
                        column -> column.name("old")
                                .type("string")
                                .parameters(Map.of("iceberg.field.id", "3", "iceberg.field.current", "false")))));

        assertThat(model.schema().columns())
                .containsExactly(
                        Column.of("id", "bigint").withFieldId("1").withRequired(),
                        Column.of("name", "string")
                                .withDescription(Optional.of("what it is called"))
                                .withFieldId("2"));
    }

    @Test
    void partitionKeysStandLastAndPartitionByIdentity() {
        Schema schema = model(
                        table -> table.partitionKeys(key -> key.name("day").type("date"))
                                .storageDescriptor(storage -> storage.columns(
                                        column -> column.name("id").type("int"))))
                .schema();

        assertThat(schema)
                .isEqualTo(Schema.of(Column.of("id", "int"), Column.of("day", "date"))
                        .partitionedBy(PartitionField.identity("day")));
    }

    @Test
    void theDescriptionIsGluesOwnOrElseHives() {
        assertThat(model(table -> table.description("glue").parameters(Map.of("comment", "hive")))
                        .description())
                .contains("glue");
        assertThat(model(table -> table.description("").parameters(Map.of("comment", "hive")))
                        .description())
                .contains("hive");
    }

    @Test
    void secretsStayInGlue() {
        io.lakespan.model.Table model = model(table -> table.parameters(Map.of(
                "connector", "mysql",
                "password", "x",
                "flink.password", "x",
                "s3.access-key", "x",
                "fs.s3a.secret.key", "x",
                "session_token", "x")));

        assertThat(model.parameters()).containsOnlyKeys("connector");
    }

    @Test
    void aTableMadeAnewHasAnotherVersion() {
        Table before = table(table -> table.versionId("0").createTime(AT));
        Table again = table(table -> table.versionId("0").createTime(AT.plusSeconds(1)));

        assertThat(GlueTables.version(before)).isNotEqualTo(GlueTables.version(again));
        assertThat(GlueTables.version(before)).isEqualTo(GlueTables.version(before));
    }

    @Test
    void aWriteThatAnotherFollowedAtOnceIsNotTakenForTheOther() {
        Table written = table(table -> table.versionId("4").createTime(AT));
        Table own = table(table -> table.versionId("5").createTime(AT));
        Table others = table(table -> table.versionId("6").createTime(AT));
        Table again = table(table -> table.versionId("5").createTime(AT.plusSeconds(9)));

        assertThat(GlueTables.after(written, own)).isEqualTo(GlueTables.version(own));
        assertThat(GlueTables.after(written, others)).isNotEqualTo(GlueTables.version(others));
        assertThat(GlueTables.after(written, again)).isNotEqualTo(GlueTables.version(again));
        assertThat(GlueTables.afterCreation(table(table -> table.versionId("0"))))
                .isEqualTo(GlueTables.version(table(table -> table.versionId("0"))));
        assertThat(GlueTables.afterCreation(others)).isNotEqualTo(GlueTables.version(others));
    }

    @Test
    void everyFieldThatAnInputCanCarryIsKept() {
        Table current = everything();

        TableInput input = GlueTableInputs.updated(
                current, GlueTables.fromGlue(current).value().withDescription(Optional.of("new")));

        Map<String, Object> kept = fields(input);
        Map<String, Object> before = fields(current);
        before.keySet().retainAll(kept.keySet());
        before.put("Description", "new");
        assertThat(kept).isEqualTo(before);
    }

    @Test
    void aReplacedTableKeepsWhatTheModelDoesNotKnowOfItsColumnsAndStorage() {
        Table current = everything();
        io.lakespan.model.Table wanted = GlueTables.fromGlue(current)
                .value()
                .withLocation(Optional.of("s3://elsewhere"))
                .withParameters(Map.of("added", "yes"));

        TableInput input = GlueTableInputs.updated(current, wanted);

        assertThat(input.storageDescriptor())
                .isEqualTo(current.storageDescriptor().toBuilder()
                        .location("s3://elsewhere")
                        .build());
        assertThat(input.partitionKeys()).isEqualTo(current.partitionKeys());
        assertThat(input.parameters()).isEqualTo(Map.of("added", "yes", "password", "x"));
    }

    @Test
    void hivesCommentFollowsTheDescription() {
        Table current = table(table -> table.description("old").parameters(Map.of("comment", "old", "a", "b")));
        io.lakespan.model.Table model = GlueTables.fromGlue(current).value();

        assertThat(GlueTableInputs.updated(current, model.withDescription(Optional.of("new")))
                        .parameters())
                .isEqualTo(Map.of("comment", "new", "a", "b"));
        assertThat(GlueTableInputs.updated(current, model.withDescription(Optional.empty()))
                        .parameters())
                .isEqualTo(Map.of("a", "b"));
    }

    private static Map<String, Object> fields(SdkPojo value) {
        Map<String, Object> fields = new HashMap<>();
        value.sdkFields().forEach(field -> {
            Object content = field.getValueOrDefault(value);
            if (content != null) {
                fields.put(field.locationName(), content);
            }
        });
        return fields;
    }

    private static Table everything() {
        return table(table -> table.description("old")
                .owner("ann")
                .lastAccessTime(AT)
                .lastAnalyzedTime(AT)
                .retention(3)
                .viewOriginalText("o")
                .viewExpandedText("e")
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("a", "b", "password", "x"))
                .targetTable(target -> target.databaseName("d").name("n"))
                .partitionKeys(key -> key.name("day").type("DATE").comment("k").parameters(Map.of("p", "q")))
                .storageDescriptor(storage -> storage.location("s3://here")
                        .inputFormat("in")
                        .outputFormat("out")
                        .compressed(true)
                        .numberOfBuckets(4)
                        .bucketColumns("id")
                        .parameters(Map.of("s", "t"))
                        .serdeInfo(serde ->
                                serde.name("n").serializationLibrary("lib").parameters(Map.of("u", "v")))
                        .columns(column -> column.name("Id").type("BIGINT").parameters(Map.of("w", "x")))));
    }

    private static Consumer<Table.Builder> reading(String inputFormat) {
        return table -> table.storageDescriptor(
                StorageDescriptor.builder().inputFormat(inputFormat).build());
    }

    private static io.lakespan.model.Table model(Consumer<Table.Builder> more) {
        return GlueTables.fromGlue(table(more)).value();
    }

    private static Table table(Consumer<Table.Builder> more) {
        return Table.builder()
                .databaseName("shop")
                .name("orders")
                .applyMutation(more)
                .build();
    }

    private static TableRef ref() {
        return TableRef.of("shop", "orders");
    }
}
