package io.lakespan.formats.hudi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.iceberg.AwsKeys;
import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table's files may say that Hudi's client is not easily brought to write; the rest is in the IT. */
class HudiFormatAdapterTest {
    private static final String PROPERTIES = "hoodie.table.name=orders\nhoodie.table.type=COPY_ON_WRITE\n";

    @TempDir
    private Path place;

    private Path state;
    private HudiFormatAdapter adapter;

    @BeforeEach
    void open() throws IOException {
        state = Files.createDirectories(place.resolve(".hoodie"));
        adapter = HudiFormatAdapter.open(HudiConfig.defaults());
    }

    @AfterEach
    void close() {
        adapter.close();
    }

    @Test
    void aFolderWithoutPropertiesIsNotFound() {
        fails(ErrorCode.NOT_FOUND, ".hoodie/hoodie.properties");
    }

    @Test
    void propertiesThatAreOnlyInTheBackupCount() throws IOException {
        write("hoodie.properties.backup", PROPERTIES);
        write("20260101000000000.commit", commit("UPSERT", "id"));

        assertThat(columns()).containsExactly("id");
    }

    @Test
    void propertiesThatAreNoTablesAreCorrupt() throws IOException {
        for (String content : List.of(
                "",
                "hoodie.table.name=orders",
                "hoodie.table.type=COPY_ON_WRITE",
                "hoodie.table.name=orders\nhoodie.table.type=SIDEWAYS",
                PROPERTIES + "hoodie.table.version=many",
                "hoodie.table.name=\\u12")) {
            write("hoodie.properties", content);

            fails(ErrorCode.CORRUPT, "hoodie.properties");
        }
    }

    @Test
    void aDamagedCommitIsCorrupt() throws IOException {
        write("hoodie.properties", PROPERTIES);
        for (String content : List.of(
                "not json",
                "[]",
                "{\"extraMetadata\": {\"schema\"",
                "Obj\u0001 and nothing more",
                "{\"extraMetadata\": {\"schema\": \"no schema\"}}",
                "{\"extraMetadata\": {\"schema\": \"\\\"string\\\"\"}}")) {
            write("20260101000000000.commit", content);

            fails(ErrorCode.CORRUPT, ".hoodie");
        }
    }

    @Test
    void aTypeThatContainsItselfIsCorrupt() throws IOException {
        write("hoodie.properties", PROPERTIES);
        write("20260101000000000.commit", commitOf("{\"name\":\"next\",\"type\":[\"null\",\"orders\"]}"));

        fails(ErrorCode.CORRUPT, "contains itself");
    }

    @Test
    void anEntryWithoutLocationIsCorrupt() {
        Table nowhere = Table.of(TableRef.of("shop", "orders"), TableFormat.HUDI, Schema.empty());

        assertThatThrownBy(() -> adapter.read(nowhere))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT))
                .hasMessageContainingAll("shop.orders", "location");
    }

    @Test
    void aStorageThatDoesNotAnswerIsUnavailable() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        HudiConfig config = HudiConfig.defaults()
                .withRegion("us-east-1")
                .withS3Endpoint(nobody)
                .withCredentials(new AwsKeys("lakespan", "hunter2"))
                .withProperties(Map.of("s3.retry.num-retries", "1"));

        try (HudiFormatAdapter remote = HudiFormatAdapter.open(config)) {
            assertThatThrownBy(() ->
                            remote.read(registered(Schema.empty()).withLocation(Optional.of("s3://lakehouse/orders"))))
                    .isInstanceOfSatisfying(
                            BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .hasMessageContaining("s3://lakehouse/orders/.hoodie/hoodie.properties")
                    .message()
                    .hasLineCount(1)
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void aRewriteOfOldRowsDoesNotBringTheirSchemaBack() throws IOException {
        write("hoodie.properties", PROPERTIES);
        write("20260101000000000.commit", commit("UPSERT", "id", "note"));
        for (String rewrite : List.of("COMPACT", "CLUSTER", "LOG_COMPACT", "INDEX")) {
            write("20260102000000000.replacecommit", commit(rewrite, "id"));

            assertThat(columns()).as(rewrite).containsExactly("id", "note");
        }
    }

    @Test
    void aRewriteCountsWhenNothingElseTellsASchema() throws IOException {
        write("hoodie.properties", PROPERTIES);
        write("20260102000000000.commit", commit("COMPACT", "id"));

        assertThat(columns()).containsExactly("id");
    }

    @Test
    void aCommitThatTellsNoSchemaIsPassedOver() throws IOException {
        write("hoodie.properties", PROPERTIES);
        write("20260101000000000.commit", commit("UPSERT", "id"));
        write("20260102000000000.commit", "{\"extraMetadata\":{\"schema\":\"\"},\"operationType\":\"DELETE\"}");
        write("20260103000000000.commit", "{\"extraMetadata\":null,\"operationType\":null}");
        write("20260104000000000.commit", "");

        assertThat(columns()).containsExactly("id");
    }

    @Test
    void theCommitThatWasCompletedLastCountsNotTheOneBegunLast() throws IOException {
        write("hoodie.properties", PROPERTIES + "hoodie.table.version=8\n");
        write("timeline/20260102000000000_20260102000000500.commit", commit("UPSERT", "id"));
        write("timeline/20260101000000000_20260103000000000.commit", commit("UPSERT", "id", "late"));

        assertThat(columns()).containsExactly("id", "late");
    }

    @Test
    void theTimelineLiesWhereThePropertiesSay() throws IOException {
        write("hoodie.properties", PROPERTIES + "hoodie.timeline.layout.version=2\nhoodie.timeline.path=elsewhere\n");
        write("elsewhere/20260102000000000_20260102000000500.commit", commit("UPSERT", "id"));

        assertThat(columns()).containsExactly("id");
    }

    @Test
    void instantsAreNumbersWhereTheEntryHasThemSo() throws IOException {
        write("hoodie.properties", PROPERTIES);
        write(
                "20260101000000000.commit",
                commitOf("{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}},"
                        + "{\"name\":\"spans\",\"type\":{\"type\":\"array\",\"items\":"
                        + "{\"type\":\"long\",\"logicalType\":\"local-timestamp-millis\"}}}"));

        assertThat(adapter.read(registered(Schema.of(Column.of("at", "bigint"))))
                        .schema()
                        .columns())
                .extracting(Column::type)
                .containsExactly("bigint", "array<bigint>");
        assertThat(adapter.read(registered(Schema.empty())).schema().columns())
                .extracting(Column::type)
                .containsExactly("timestamp", "array<timestamp>");
    }

    @Test
    void partitionKeysTakenFromFoldersAreTheEntrys() throws IOException {
        write(
                "hoodie.properties",
                PROPERTIES + "hoodie.table.partition.fields=at:TIMESTAMP\n"
                        + "hoodie.table.keygenerator.class=org.apache.hudi.keygen.CustomKeyGenerator\n");
        write("20260101000000000.commit", commit("UPSERT", "id", "at"));
        Schema entry = Schema.of(Column.of("id", "string"), Column.of("year", "int"), Column.of("month", "int"))
                .partitionedBy(PartitionField.identity("year"), PartitionField.identity("month"));

        Schema schema = adapter.read(registered(entry)).schema();

        assertThat(schema.columns())
                .extracting(Column::name, Column::type)
                .containsExactly(
                        tuple("id", "string"), tuple("at", "string"), tuple("year", "int"), tuple("month", "int"));
        assertThat(schema.partitioning()).isEqualTo(entry.partitioning());
    }

    @Test
    void aStaleEntrysPartitionKeysDoNotCount() throws IOException {
        write("hoodie.properties", PROPERTIES + "hoodie.table.partition.fields=region\n");
        write("20260101000000000.commit", commit("UPSERT", "id", "city", "region"));
        Schema entry = Schema.of(Column.of("id", "string"), Column.of("city", "string"))
                .partitionedBy(PartitionField.identity("city"));

        assertThat(adapter.read(registered(entry)).schema().partitioning())
                .containsExactly(PartitionField.identity("region"));
    }

    @Test
    void aPartitionColumnThatIsDroppedFromTheRowsIsAString() throws IOException {
        write(
                "hoodie.properties",
                PROPERTIES + "hoodie.table.partition.fields=region\n"
                        + "hoodie.datasource.write.drop.partition.columns=true\n");
        write("20260101000000000.commit", commit("UPSERT", "id"));

        assertThat(adapter.read(registered(Schema.empty())).schema().columns())
                .containsExactly(Column.of("id", "string").withRequired(), Column.of("region", "string"));
    }

    private void fails(ErrorCode code, String named) {
        assertThatThrownBy(() -> adapter.read(registered(Schema.empty())))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll("shop.orders", named)
                .message()
                .hasLineCount(1);
    }

    private List<String> columns() {
        return adapter.read(registered(Schema.empty())).schema().columns().stream()
                .map(Column::name)
                .toList();
    }

    /** With string columns of these names. */
    private static String commit(String operation, String... columns) {
        String fields = Stream.of(columns)
                .map(name -> "{\"name\":\"" + name + "\",\"type\":\"string\"}")
                .collect(Collectors.joining(","));
        return json(operation, fields);
    }

    private static String commitOf(String fields) {
        return json("UPSERT", fields);
    }

    private static String json(String operation, String fields) {
        String schema = "{\"type\":\"record\",\"name\":\"orders\",\"fields\":[" + fields + "]}";
        return "{\"partitionToWriteStats\":{\"\":[{\"fileId\":\"1\"}]},\"extraMetadata\":{\"schema\":\""
                + schema.replace("\"", "\\\"") + "\"},\"operationType\":\"" + operation + "\"}";
    }

    private void write(String file, String content) throws IOException {
        Path path = state.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private Table registered(Schema entry) {
        return Table.of(TableRef.of("shop", "orders"), TableFormat.HUDI, entry)
                .withLocation(Optional.of(place.toString()));
    }
}
