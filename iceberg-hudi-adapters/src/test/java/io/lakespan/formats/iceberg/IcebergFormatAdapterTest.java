package io.lakespan.formats.iceberg;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergFormatAdapterTest {
    private static final Schema ORDERS = new Schema(
            required(1, "id", Types.LongType.get(), "the order's number"),
            optional(2, "customer", Types.StringType.get()),
            optional(3, "ordered_at", Types.TimestampType.withZone()),
            optional(4, "total", Types.DecimalType.of(12, 2), "in euros"));

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

    @Test
    void whatTheMetadataSaysReplacesWhatTheCatalogSaid() {
        PartitionSpec spec = PartitionSpec.builderFor(ORDERS)
                .day("ordered_at")
                .bucket("customer", 16)
                .identity("total")
                .build();
        WrittenTable written = WrittenTable.create(place("orders"), ORDERS, spec);
        Table registered = written.registered().withOwner(Optional.of("sales")).withDescription(Optional.of("stale"));

        Table table = adapter.read(registered);

        assertThat(table.schema().columns())
                .containsExactly(
                        Column.of("id", "bigint")
                                .withDescription(Optional.of("the order's number"))
                                .withFieldId("1")
                                .withRequired(),
                        Column.of("customer", "string").withFieldId("2"),
                        Column.of("ordered_at", "timestamp with local time zone")
                                .withFieldId("3"),
                        Column.of("total", "decimal(12,2)")
                                .withDescription(Optional.of("in euros"))
                                .withFieldId("4"));
        assertThat(table.schema().partitioning())
                .containsExactly(
                        new PartitionField("ordered_at", "day"),
                        new PartitionField("customer", "bucket[16]"),
                        PartitionField.identity("total"));
        assertThat(table.uuid()).contains(written.table().uuid().toString());
        assertThat(table.location()).contains(written.table().location());
        assertThat(table.description()).contains("what the shop sold");
        assertThat(table.format()).isEqualTo(TableFormat.ICEBERG);
        assertThat(table.ref()).isEqualTo(registered.ref());
        assertThat(table.owner()).as("the table itself names none").isEmpty();
        assertThat(table.parameters()).isEqualTo(registered.parameters());
    }

    @Test
    void aRenamedColumnKeepsItsFieldIdAndADroppedOneIsGone() {
        WrittenTable written = WrittenTable.create(place("orders"), ORDERS);
        written.table()
                .updateSchema()
                .renameColumn("customer", "buyer")
                .deleteColumn("total")
                .addColumn("note", Types.StringType.get(), "by hand")
                .commit();

        io.lakespan.model.Schema schema = adapter.read(written.registered()).schema();

        assertThat(schema.columns()).extracting(Column::name).containsExactly("id", "buyer", "ordered_at", "note");
        assertThat(schema.column("buyer").flatMap(Column::fieldId)).contains("2");
        assertThat(schema.column("note").flatMap(Column::fieldId)).contains("5");
        assertThat(schema.column("note").flatMap(Column::description)).contains("by hand");
    }

    @Test
    void anOlderMetadataFileStillTellsItsOwnState() {
        WrittenTable written = WrittenTable.create(place("orders"), ORDERS);
        Table before = written.registered();
        written.table().updateSchema().deleteColumn("customer").commit();

        assertThat(adapter.read(before).schema().column("customer")).isPresent();
        assertThat(adapter.read(written.registered()).schema().column("customer"))
                .isEmpty();
    }

    @Test
    void aDroppedPartitionFieldOfAnOldTablePartitionsNothing() {
        Schema schema = new Schema(required(1, "id", Types.LongType.get()), optional(2, "at", Types.DateType.get()));
        WrittenTable written = new WrittenTable(new org.apache.iceberg.hadoop.HadoopTables()
                .create(
                        schema,
                        PartitionSpec.builderFor(schema).year("at").build(),
                        Map.of("format-version", "1"),
                        place("old")));
        written.table().updateSpec().removeField("at_year").commit();

        assertThat(adapter.read(written.registered()).schema().partitioning()).isEmpty();
    }

    @Test
    void aTableWithoutCommentHasNoDescription() {
        WrittenTable written = WrittenTable.create(place("orders"), ORDERS);
        written.table().updateProperties().remove("comment").commit();

        assertThat(adapter.read(written.registered().withDescription(Optional.of("stale")))
                        .description())
                .isEmpty();
    }

    @Test
    void aMissingMetadataFileIsNotFound() {
        assertThatThrownBy(() -> adapter.read(at(place("gone.metadata.json"))))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContainingAll("shop.orders", "gone.metadata.json");
    }

    @Test
    void aFileThatIsNoMetadataIsCorrupt() throws IOException {
        for (String content :
                new String[] {"", "not json", "{\"format-version\": 2}", "[]", "{\"format-version\": 99}"}) {
            Path file = Files.writeString(folder.resolve("damaged.metadata.json"), content);

            assertThatThrownBy(() -> adapter.read(at(file.toString())))
                    .as("content '%s'", content)
                    .isInstanceOfSatisfying(
                            BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT))
                    .hasMessageContainingAll("shop.orders", "damaged.metadata.json")
                    .message()
                    .hasLineCount(1);
        }
    }

    @Test
    void anEntryThatNamesNoMetadataIsCorrupt() {
        assertThatThrownBy(() -> adapter.read(registered(Map.of())))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT))
                .hasMessageContainingAll("shop.orders", "metadata_location");
    }

    @Test
    void aStorageThatDoesNotAnswerIsUnavailable() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        IcebergConfig config = IcebergConfig.defaults()
                .withRegion("us-east-1")
                .withS3Endpoint(nobody)
                .withCredentials(new AwsKeys("lakespan", "hunter2"))
                .withProperties(Map.of("s3.retry.num-retries", "1"));

        try (IcebergFormatAdapter remote = IcebergFormatAdapter.open(config)) {
            assertThatThrownBy(() -> remote.read(at("s3://lakehouse/orders/metadata/v1.metadata.json")))
                    .isInstanceOfSatisfying(
                            BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .hasMessageContaining("s3://lakehouse/orders");
        }
    }

    private String place(String name) {
        return folder.resolve(name).toString();
    }

    private static Table at(String metadataLocation) {
        return registered(Map.of(IcebergFormatAdapter.METADATA_LOCATION, metadataLocation));
    }

    private static Table registered(Map<String, String> parameters) {
        return Table.of(TableRef.of("shop", "orders"), TableFormat.ICEBERG, io.lakespan.model.Schema.empty())
                .withParameters(new TreeMap<>(parameters));
    }
}
