package io.lakespan.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

// The SDK takes builders as generic varargs.
@SuppressWarnings("unchecked")
class GlueWritesIT {
    private static final Map<String, String> ICEBERG = Map.of(
            "table_type", "ICEBERG",
            "metadata_location", "s3://lake/2.json",
            "previous_metadata_location", "s3://lake/1.json",
            "foreign", "kept");

    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    private final String database = LocalGlue.unique("db_");
    private final TableRef orders = TableRef.of(database, "orders");
    private GlueMetadataCatalog catalog;
    private GlueClient client;

    @BeforeEach
    void open() {
        catalog = GlueMetadataCatalog.open(GLUE.config());
        client = GLUE.client();
        catalog.put(Database.of(database), Expected.absent());
    }

    @AfterEach
    void close() {
        catalog.close();
        client.close();
    }

    @Test
    void anIcebergTableIsDescribedAndOtherwiseLeftAlone() {
        createIceberg();
        Table before = entry();

        update(table -> table.withDescription(Optional.of("Bestellungen 订单"))
                .withOwner(Optional.of("ann"))
                .withSchema(Schema.of(Column.of("other", "int")))
                .withLocation(Optional.of("s3://elsewhere"))
                .withParameters(Map.of("metadata_location", "s3://wrong")));

        Table after = entry();
        assertThat(after.description()).isEqualTo("Bestellungen 订单");
        assertThat(after.owner()).isEqualTo("ann");
        assertThat(after.parameters()).isEqualTo(ICEBERG);
        assertThat(after.storageDescriptor()).isEqualTo(before.storageDescriptor());
        assertThat(after.tableType()).isEqualTo("EXTERNAL_TABLE");
    }

    @Test
    void anUpdateLeavesNoFormerVersionBehind() {
        createIceberg();

        update(table -> table.withDescription(Optional.of("new")));

        assertThat(client.getTableVersions(get -> get.databaseName(database).tableName("orders"))
                        .tableVersions())
                .hasSize(1);
    }

    @Test
    void aCommitBetweenReadAndWriteIsNotOverwritten() {
        createIceberg();
        Versioned<io.lakespan.model.Table> read = catalog.find(orders).orElseThrow();
        client.updateTable(update -> update.databaseName(database).tableInput(input -> input.name("orders")
                .parameters(Map.of("table_type", "ICEBERG", "metadata_location", "s3://lake/3.json"))));

        refused(ErrorCode.CONFLICT, () -> catalog.put(read.value(), Expected.at(read.version())));

        assertThat(entry().parameters()).containsEntry("metadata_location", "s3://lake/3.json");
    }

    @Test
    void theReturnedVersionIsTheOneFoundThen() {
        createIceberg();

        Version version = update(table -> table.withDescription(Optional.of("new")));

        assertThat(catalog.find(orders).orElseThrow().version()).isEqualTo(version);
    }

    @Test
    void aSecretParameterIsKeptUnseen() {
        client.createTable(create -> create.databaseName(database).tableInput(input -> input.name("orders")
                .parameters(Map.of("connector", "jdbc", "password", "s3cr3t"))
                .storageDescriptor(
                        StorageDescriptor.builder().inputFormat("x.Input").build())));

        assertThat(catalog.find(orders).orElseThrow().value().parameters()).doesNotContainKey("password");
        update(table -> table.withDescription(Optional.of("new")).withParameters(Map.of("connector", "other")));

        assertThat(entry().parameters()).isEqualTo(Map.of("connector", "other", "password", "s3cr3t"));
    }

    @ParameterizedTest
    @EnumSource(
            value = TableFormat.class,
            names = {"ICEBERG", "HUDI", "VIEW", "UNKNOWN"})
    void whatAnotherEngineMakesIsNotCreated(TableFormat format) {
        io.lakespan.model.Table table = io.lakespan.model.Table.of(orders, format, Schema.empty());

        refused(ErrorCode.UNSUPPORTED, () -> catalog.put(table, Expected.absent()));

        assertThat(catalog.find(orders)).isEmpty();
    }

    @Test
    void aFormatIsNotChanged() {
        createIceberg();

        refused(ErrorCode.UNSUPPORTED, () -> update(table -> table.withFormat(TableFormat.HIVE)));
    }

    @Test
    void aTransformedPartitioningIsNotHives() {
        Schema byDay = Schema.of(Column.of("at", "timestamp")).partitionedBy(new PartitionField("at", "day"));

        refused(
                ErrorCode.UNSUPPORTED,
                () -> catalog.put(io.lakespan.model.Table.of(orders, TableFormat.HIVE, byDay), Expected.absent()));
    }

    @Test
    void aTableMadeAnewIsAnotherOne() {
        createIceberg();
        Version before = catalog.find(orders).orElseThrow().version();
        client.deleteTable(delete -> delete.databaseName(database).name("orders"));
        createIceberg();

        refused(ErrorCode.CONFLICT, () -> catalog.drop(orders, before));
        assertThat(catalog.find(orders)).isPresent();
    }

    @Test
    void aDatabaseKeepsWhatTheModelDoesNotKnow() {
        client.updateDatabase(update -> update.name(database).databaseInput(input -> input.name(database)
                .parameters(Map.of("owner", "ann", "password", "x", "a", "b"))
                .targetDatabase(target -> target.catalogId("1").databaseName("far"))));
        Versioned<Database> read = catalog.findDatabase(database).orElseThrow();
        assertThat(read.value().owner()).contains("ann");
        assertThat(read.value().parameters()).isEqualTo(Map.of("a", "b"));

        Version written = catalog.put(read.value().withDescription("new"), Expected.at(read.version()));

        var after = client.getDatabase(get -> get.name(database)).database();
        assertThat(after.description()).isEqualTo("new");
        assertThat(after.parameters()).isEqualTo(Map.of("owner", "ann", "password", "x", "a", "b"));
        assertThat(after.targetDatabase().databaseName()).isEqualTo("far");
        assertThat(catalog.findDatabase(database).orElseThrow().version()).isEqualTo(written);
    }

    @Test
    void whatGlueForbidsIsInvalidInput() {
        createIceberg();

        refused(ErrorCode.INVALID_INPUT, () -> update(table -> table.withDescription(Optional.of("x".repeat(2049)))));
        assertThat(entry().description()).isEqualTo("old");
    }

    private void createIceberg() {
        client.createTable(create -> create.databaseName(database).tableInput(input -> input.name("orders")
                .description("old")
                .tableType("EXTERNAL_TABLE")
                .parameters(ICEBERG)
                .storageDescriptor(storage -> storage.location("s3://lake/orders")
                        .columns(column ->
                                column.name("id").type("bigint").parameters(Map.of("iceberg.field.id", "1"))))));
    }

    private Version update(UnaryOperator<io.lakespan.model.Table> change) {
        Versioned<io.lakespan.model.Table> read = catalog.find(orders).orElseThrow();
        return catalog.put(change.apply(read.value()), Expected.at(read.version()));
    }

    private Table entry() {
        return client.getTable(get -> get.databaseName(database).name("orders")).table();
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BridgeException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.getMessage()).doesNotContain("\n");
        });
    }
}
