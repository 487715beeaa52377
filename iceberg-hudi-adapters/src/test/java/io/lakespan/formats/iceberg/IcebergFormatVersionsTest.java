package io.lakespan.formats.iceberg;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata of every version of Iceberg's format, written by Iceberg's own library where it still writes it. */
class IcebergFormatVersionsTest {
    private static final Schema ORDERS = new Schema(
            required(1, "id", Types.LongType.get(), "the order's number"),
            optional(2, "ordered_at", Types.TimestampType.withZone()),
            optional(
                    3,
                    "address",
                    Types.StructType.of(
                            optional(4, "street", Types.StringType.get()),
                            optional(5, "lines", Types.ListType.ofOptional(6, Types.StringType.get())))));

    /** As Iceberg wrote it before 0.9: neither a uuid nor lists of schemas and specs nor a last partition id. */
    private static final String OLD = """
            {"format-version": 1, "location": "%1$s", "last-updated-ms": 1500000000000, "last-column-id": 3,
             "schema": {"type": "struct", "fields": [
               {"id": 1, "name": "x", "required": true, "type": "long", "doc": "eks"},
               {"id": 2, "name": "y", "required": false, "type": "fixed[4]"},
               {"id": 3, "name": "at", "required": false, "type": "date"}]},
             "partition-spec": [{"source-id": %2$d, "transform": "year", "name": "at_year"}],
             "properties": {"comment": "from long ago"}, "current-snapshot-id": -1, "snapshots": []}
            """;

    @TempDir
    private Path folder;

    private IcebergFormatAdapter adapter;

    @BeforeEach
    void open() {
        adapter = IcebergFormatAdapter.open(IcebergConfig.defaults());
    }

    @AfterEach
    void close() {
        adapter.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyVersionTellsTheSame(int version) {
        WrittenTable written = create(version, ORDERS, Map.of());

        Table table = adapter.read(written.registered());

        assertThat(versionOf(written)).isEqualTo(version);
        assertThat(table.schema().columns())
                .containsExactly(
                        Column.of("id", "bigint")
                                .withDescription(Optional.of("the order's number"))
                                .withFieldId("1")
                                .withRequired(),
                        Column.of("ordered_at", "timestamp with local time zone")
                                .withFieldId("2"),
                        Column.of("address", "struct<street:string,lines:array<string>>")
                                .withFieldId("3"));
        assertThat(table.schema().partitioning()).containsExactly(new PartitionField("ordered_at", "day"));
        assertThat(table.uuid()).contains(written.table().uuid().toString());
        assertThat(table.description()).contains("what the shop sold");
    }

    @Test
    void anUpgradedTableStaysTheSameTable() {
        WrittenTable written = create(1, ORDERS, Map.of());
        Table before = adapter.read(written.registered());

        for (int version = 2; version <= 3; version++) {
            written.table()
                    .updateProperties()
                    .set("format-version", Integer.toString(version))
                    .commit();
            Table after = adapter.read(written.registered());

            assertThat(versionOf(written)).isEqualTo(version);
            assertThat(after.withParameters(Map.of())).isEqualTo(before.withParameters(Map.of()));
        }
    }

    @Test
    void theTypesOfVersionThreeHaveNames() {
        Schema schema = new Schema(
                required(1, "id", Types.LongType.get()),
                optional(2, "payload", Types.VariantType.get()),
                optional(3, "at", Types.TimestampNanoType.withoutZone()),
                optional(4, "at_zoned", Types.TimestampNanoType.withZone()),
                optional(5, "nothing", Types.UnknownType.get()),
                optional(6, "place", Types.GeometryType.crs84()),
                optional(7, "region", Types.GeographyType.crs84()));

        Table table = adapter.read(
                create(3, schema, PartitionSpec.unpartitioned(), Map.of()).registered());

        assertThat(table.schema().columns())
                .extracting(Column::type)
                .containsExactly(
                        "bigint",
                        "variant",
                        "timestamp",
                        "timestamp with local time zone",
                        "void",
                        "geometry",
                        "geography");
    }

    @Test
    void aDefaultValueMakesNoOtherColumn() {
        WrittenTable written = create(3, ORDERS, Map.of());
        written.table()
                .updateSchema()
                .addColumn("currency", Types.StringType.get(), "ISO 4217", Literal.of("EUR"))
                .addRequiredColumn("quantity", Types.IntegerType.get(), Literal.of(1))
                .commit();

        Table table = adapter.read(written.registered());

        assertThat(table.schema().column("currency"))
                .contains(Column.of("currency", "string")
                        .withDescription(Optional.of("ISO 4217"))
                        .withFieldId("7"));
        assertThat(table.schema().column("quantity"))
                .contains(Column.of("quantity", "int").withFieldId("8").withRequired());
    }

    @Test
    void rowLineageIsNoColumn() throws IOException {
        WrittenTable written = create(3, ORDERS, PartitionSpec.unpartitioned(), Map.of());
        written.append(written.row(1L));
        BaseTable table = (BaseTable) written.table();
        table.refresh();

        assertThat(table.operations().current().nextRowId()).isEqualTo(1);
        assertThat(adapter.read(written.registered()).schema().columns())
                .extracting(Column::name)
                .containsExactly("id", "ordered_at", "address");
    }

    @Test
    void aColumnKeepsItsIdWhileWhatIsNestedInItChanges() {
        WrittenTable written = create(2, ORDERS, Map.of());
        written.table()
                .updateSchema()
                .renameColumn("address.street", "road")
                .addColumn("address", "zip", Types.IntegerType.get())
                .commit();
        written.table()
                .updateSchema()
                .updateColumn("address.zip", Types.LongType.get())
                .commit();

        assertThat(adapter.read(written.registered()).schema().column("address"))
                .contains(Column.of("address", "struct<road:string,lines:array<string>,zip:bigint>")
                        .withFieldId("3"));
    }

    @Test
    void aPartitionMayComeFromANestedColumn() {
        PartitionSpec spec =
                PartitionSpec.builderFor(ORDERS).truncate("address.street", 3).build();

        assertThat(adapter.read(create(2, ORDERS, spec, Map.of()).registered())
                        .schema()
                        .partitioning())
                .containsExactly(new PartitionField("address.street", "truncate[3]"));
    }

    @Test
    void aNameMappingOfImportedFilesChangesNoColumn() {
        String mapping = NameMappingParser.toJson(MappingUtil.create(ORDERS));
        WrittenTable written = create(2, ORDERS, Map.of(TableProperties.DEFAULT_NAME_MAPPING, mapping));
        written.table().updateSchema().renameColumn("id", "number").commit();

        assertThat(adapter.read(written.registered()).schema().columns())
                .extracting(Column::name, column -> column.fieldId().orElseThrow())
                .containsExactly(tuple("number", "1"), tuple("ordered_at", "2"), tuple("address", "3"));
    }

    @Test
    void compressedMetadataIsRead() {
        WrittenTable written = create(2, ORDERS, Map.of(TableProperties.METADATA_COMPRESSION, "gzip"));

        assertThat(written.metadataLocation()).endsWith(".gz.metadata.json");
        assertThat(adapter.read(written.registered()).schema().columns()).hasSize(3);
    }

    @Test
    void metadataFromBeforeUuidsAndSchemaListsIsRead() throws IOException {
        Table table = adapter.read(old(3));

        assertThat(table.uuid()).isEmpty();
        assertThat(table.location()).contains(folder.toString());
        assertThat(table.description()).contains("from long ago");
        assertThat(table.schema().columns())
                .containsExactly(
                        Column.of("x", "bigint")
                                .withDescription(Optional.of("eks"))
                                .withFieldId("1")
                                .withRequired(),
                        Column.of("y", "binary").withFieldId("2"),
                        Column.of("at", "date").withFieldId("3"));
        assertThat(table.schema().partitioning()).containsExactly(new PartitionField("at", "year"));
    }

    @Test
    void aPartitionFieldOfNoColumnIsCorrupt() throws IOException {
        Table registered = old(99);

        assertThatThrownBy(() -> adapter.read(registered))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT))
                .hasMessageContainingAll("shop.orders", "old.metadata.json");
    }

    private Table old(int partitionSource) throws IOException {
        Path file = Files.writeString(
                folder.resolve("old.metadata.json"), OLD.formatted(folder.toString(), partitionSource));
        return Table.of(TableRef.of("shop", "orders"), TableFormat.ICEBERG, io.lakespan.model.Schema.empty())
                .withParameters(Map.of(IcebergFormatAdapter.METADATA_LOCATION, file.toString()));
    }

    private WrittenTable create(int version, Schema schema, Map<String, String> properties) {
        return create(
                version,
                schema,
                PartitionSpec.builderFor(schema).day("ordered_at").build(),
                properties);
    }

    private WrittenTable create(int version, Schema schema, PartitionSpec spec, Map<String, String> properties) {
        Map<String, String> all = new TreeMap<>(properties);
        all.put("format-version", Integer.toString(version));
        all.put("comment", "what the shop sold");
        return new WrittenTable(new HadoopTables()
                .create(schema, spec, all, folder.resolve("orders").toString()));
    }

    private static int versionOf(WrittenTable written) {
        BaseTable table = (BaseTable) written.table();
        table.refresh();
        return table.operations().current().formatVersion();
    }
}
