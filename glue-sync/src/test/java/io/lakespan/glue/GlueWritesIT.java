package io.lakespan.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Mirror;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Storage;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Tag;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    @Test
    void whatPeopleWriteStandsInAnIcebergEntry() {
        createIceberg();

        update(table -> table.withAnnotations(Annotations.none().withTag(Tag.of("PII")))
                .withColumn("id", column -> column.withDescription(Optional.of("the key"))
                        .withAnnotations(Annotations.none().withTerm("Order@sales"))));

        Table written = entry();
        assertThat(written.parameters())
                .containsAllEntriesOf(ICEBERG)
                .containsEntry("lakespan.tag.PII", "true")
                .containsEntry("lakespan.column.id.term.sales.Order", "true");
        assertThat(written.storageDescriptor().columns().get(0).comment()).isEqualTo("the key");
        assertThat(written.storageDescriptor().columns().get(0).parameters()).containsEntry("iceberg.field.id", "1");

        update(table -> table.withAnnotations(Annotations.none())
                .withColumn("id", column -> column.withAnnotations(Annotations.none())));

        assertThat(entry().parameters()).isEqualTo(ICEBERG);
    }

    @Test
    void parametersThatATableNoLongerHasGo() {
        io.lakespan.model.Table hive = io.lakespan.model.Table.of(orders, TableFormat.HIVE, Schema.empty())
                .withParameters(Map.of("a", "1", "b", "2"));
        catalog.put(hive, Expected.absent());

        update(table -> table.withParameters(Map.of("b", "3")));

        assertThat(entry().parameters()).isEqualTo(Map.of("b", "3"));
    }

    @Test
    void aTableIsMadeWithTheParametersItHasAndNoOthers() {
        io.lakespan.model.Table text = io.lakespan.model.Table.of(orders, TableFormat.HIVE, Schema.empty())
                .withStorage(Storage.of("in.Text", "out.Text", "serde.Text"))
                .withParameters(Map.of("a", "1"));

        catalog.put(text, Expected.absent());

        assertThat(entry().parameters()).isEqualTo(Map.of("a", "1"));
        assertThat(entry().tableType()).isEqualTo("EXTERNAL_TABLE");
    }

    @Test
    void aCopyOfAnIcebergTableIsFoundAsItIsAndFollowsItsOriginal() {
        io.lakespan.model.Table original = iceberg("s3://lake/1.json").withUuid(Optional.of("11-22"));
        io.lakespan.model.Table copy = original.withParameters(marked(original));
        Version version = catalog.put(copy, Expected.absent());
        Versioned<io.lakespan.model.Table> found = catalog.find(orders).orElseThrow();
        assertThat(found.version()).isEqualTo(version);
        assertThat(found.value().withParameters(Map.of())).isEqualTo(copy.withParameters(Map.of()));
        assertThat(found.value().parameters()).containsAllEntriesOf(copy.parameters());

        io.lakespan.model.Table next = iceberg("s3://lake/2.json");
        catalog.put(next.withParameters(marked(next)), Expected.at(version));

        assertThat(entry().parameters()).containsEntry("metadata_location", "s3://lake/2.json");
    }

    @Test
    void thePointerOfATableThatIsNoCopyIsNeverMoved() {
        createIceberg();

        update(table -> table.withParameters(
                Map.of("metadata_location", "s3://lake/9.json", "table_type", "ICEBERG", Mirror.PARAMETER, "hms")));

        assertThat(entry().parameters()).isEqualTo(ICEBERG);
    }

    @Test
    void aCopyThatPointsNowhereIsNotMade() {
        io.lakespan.model.Table nowhere = iceberg("s3://lake/1.json").withParameters(Map.of(Mirror.PARAMETER, "hms"));

        refused(ErrorCode.UNSUPPORTED, () -> catalog.put(nowhere, Expected.absent()));
    }

    @Test
    void aTooLongCommentIsRefusedBeforeAnyCall() {
        createIceberg();
        Versioned<io.lakespan.model.Table> read = catalog.find(orders).orElseThrow();
        Map<String, Long> before = catalog.calls();

        assertThatThrownBy(() -> catalog.put(
                        read.value().withColumn("id", column -> column.withDescription(Optional.of("x".repeat(256)))),
                        Expected.at(read.version())))
                .hasMessage("Glue could not take table " + orders
                        + ": the comment of column id has 256 characters, Glue takes 255; shorten it");
        assertThat(catalog.calls().get("UpdateTable")).isEqualTo(before.get("UpdateTable"));
    }

    @Test
    void aDatabaseLosesTheParametersItNoLongerHas() {
        Versioned<Database> read = catalog.findDatabase(database).orElseThrow();
        Version first = catalog.put(
                read.value()
                        .withParameters(Map.of("a", "1"))
                        .withOwner(Optional.of("ann"))
                        .withAnnotations(Annotations.none().withTag(Tag.of("GOLD"))),
                Expected.at(read.version()));
        assertThat(client.getDatabase(get -> get.name(database)).database().parameters())
                .isEqualTo(Map.of("a", "1", "owner", "ann", "lakespan.tag.GOLD", "true"));

        catalog.put(Database.of(database), Expected.at(first));

        assertThat(client.getDatabase(get -> get.name(database)).database().parameters())
                .isEmpty();
    }

    @Test
    void whoMadeATableAndWhenIsTold() {
        createIceberg();

        assertThat(catalog.find(orders).orElseThrow().modified()).hasValueSatisfying(modified -> {
            assertThat(modified.at()).isEqualTo(entry().updateTime());
            assertThat(modified.by()).contains(entry().createdBy());
        });
    }

    private io.lakespan.model.Table iceberg(String metadata) {
        Schema schema = Schema.of(
                        Column.of("id", "bigint").withFieldId("1").withRequired(),
                        Column.of("at", "timestamp").withFieldId("2"))
                .partitionedBy(new PartitionField("at", "day"), new PartitionField("id", "bucket[16]"));
        return io.lakespan.model.Table.of(orders, TableFormat.ICEBERG, schema)
                .withLocation(Optional.of("s3://lake/orders"))
                .withParameters(Map.of("metadata_location", metadata, "table_type", "ICEBERG", "other", "kept"));
    }

    private static Map<String, String> marked(io.lakespan.model.Table table) {
        Map<String, String> parameters = new TreeMap<>(table.parameters());
        parameters.put(Mirror.PARAMETER, "hms");
        return parameters;
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
