package io.lakespan.local.glue;

import static io.lakespan.local.glue.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableAttributes;
import software.amazon.awssdk.services.glue.model.TableError;
import software.amazon.awssdk.services.glue.model.TableInput;

// The SDK takes builders as generic varargs.
@SuppressWarnings("unchecked")
class TablesIT {
    private static final String COUNT = "count";

    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    private final String database = LocalGlue.unique("db_");
    private GlueClient client;

    @BeforeEach
    void open() {
        client = GLUE.client();
        client.createDatabase(create -> create.databaseInput(input -> input.name(database)));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aTableComesBackWithAllItsFields() {
        create("orders", input -> input.description("Bestellungen 订单 🧾")
                .owner("ann")
                .tableType("EXTERNAL_TABLE")
                .viewOriginalText("select 1")
                .retention(7)
                .parameters(Map.of("table_type", "ICEBERG", "metadata_location", "s3://lake/m.json"))
                .partitionKeys(key -> key.name("day").type("date"))
                .storageDescriptor(storage -> storage.location("s3://lake/orders")
                        .inputFormat("in")
                        .columns(
                                column -> column.name("id").type("bigint").comment("the key"),
                                column -> column.name("items").type("array<struct<sku:string,qty:int>>"))
                        .serdeInfo(serde -> serde.serializationLibrary("lib").parameters(Map.of("a", "b")))));

        Table table = get("orders");

        assertThat(table.databaseName()).isEqualTo(database);
        assertThat(table.description()).isEqualTo("Bestellungen 订单 🧾");
        assertThat(table.owner()).isEqualTo("ann");
        assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(table.viewOriginalText()).isEqualTo("select 1");
        assertThat(table.retention()).isEqualTo(7);
        assertThat(table.parameters()).containsEntry("metadata_location", "s3://lake/m.json");
        assertThat(table.partitionKeys().get(0).type()).isEqualTo("date");
        assertThat(table.storageDescriptor().columns().get(0).comment()).isEqualTo("the key");
        assertThat(table.storageDescriptor().columns().get(1).type()).isEqualTo("array<struct<sku:string,qty:int>>");
        assertThat(table.storageDescriptor().serdeInfo().parameters()).isEqualTo(Map.of("a", "b"));
        assertThat(table.versionId()).isEqualTo("0");
        assertThat(table.createTime()).isEqualTo(table.updateTime()).isNotNull();
        assertThat(table.catalogId()).isEqualTo("000000000000");
    }

    @Test
    void namesFoldToLowerCase() {
        create("Orders", input -> {});

        assertThat(client.getTable(get -> get.databaseName(database.toUpperCase(Locale.ROOT))
                                .name("ORDERS"))
                        .table()
                        .name())
                .isEqualTo("orders");
        refused("AlreadyExistsException", () -> create("ORDERS", input -> {}));
    }

    @Test
    void anUpdateReplacesTheTableAndCountsItsVersion() {
        create("t", input -> input.description("first").parameters(Map.of("a", "b")));
        Table before = get("t");

        update("t", before.versionId(), input -> input.description("second"));

        Table after = get("t");
        assertThat(after.description()).isEqualTo("second");
        assertThat(after.hasParameters()).isFalse();
        assertThat(after.createTime()).isEqualTo(before.createTime());
        assertThat(after.updateTime()).isAfterOrEqualTo(before.updateTime());
        assertThat(after.versionId()).isEqualTo("1");
    }

    @Test
    void aStaleVersionIsRefusedAndChangesNothing() {
        create("t", input -> {});
        update("t", "0", input -> input.description("mine"));

        refused("ConcurrentModificationException", () -> update("t", "0", input -> input.description("late")));
        refused("ConcurrentModificationException", () -> update("t", "x", input -> input.description("late")));

        assertThat(get("t").description()).isEqualTo("mine");
        assertThat(get("t").versionId()).isEqualTo("1");
    }

    @Test
    void anUpdateWithoutVersionOverwrites() {
        create("t", input -> {});
        client.updateTable(update -> update.databaseName(database)
                .tableInput(input -> input.name("t").description("any")));

        assertThat(get("t").description()).isEqualTo("any");
    }

    @Test
    void eightCommittersWithVersionsLoseNothing() throws Exception {
        create("t", input -> input.parameters(Map.of(COUNT, "0")));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> committer =
                    () -> IntStream.range(0, 25).map(i -> increment()).sum();
            List<Future<Integer>> committers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                committers.add(pool.submit(committer));
            }
            for (Future<Integer> each : committers) {
                assertThat(each.get()).isEqualTo(25);
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(get("t").parameters()).containsEntry(COUNT, "200");
        assertThat(get("t").versionId()).isEqualTo("200");
    }

    @Test
    void aTableIsRenamedByAnUpdateThatNamesTheOldOne() {
        create("old", input -> input.description("kept"));
        create("taken", input -> {});

        refused("AlreadyExistsException", () -> rename("old", "taken"));
        rename("old", "new");

        assertThat(get("new").name()).isEqualTo("new");
        refused("EntityNotFoundException", () -> get("old"));
    }

    @Test
    void aDroppedTableIsGoneAndCanComeAgain() {
        create("t", input -> input.description("first"));
        update("t", "0", input -> {});

        client.deleteTable(delete -> delete.databaseName(database).name("t"));

        refused("EntityNotFoundException", () -> get("t"));
        refused(
                "EntityNotFoundException",
                () -> client.deleteTable(delete -> delete.databaseName(database).name("t")));
        create("t", input -> {});
        assertThat(get("t").versionId()).isEqualTo("0");
        assertThat(client.getTableVersions(get -> get.databaseName(database).tableName("t"))
                        .tableVersions())
                .hasSize(1);
    }

    @Test
    void aBatchOfTablesIsDroppedAndTheMissingOnesAreTold() {
        create("a", input -> {});
        create("b", input -> {});

        List<TableError> errors = client.batchDeleteTable(
                        delete -> delete.databaseName(database).tablesToDelete("a", "nothing", "B"))
                .errors();

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).tableName()).isEqualTo("nothing");
        assertThat(errors.get(0).errorDetail().errorCode()).isEqualTo("EntityNotFoundException");
        assertThat(names(list -> {})).isEmpty();
    }

    @Test
    void aListingCrossesPagesInOrder() {
        List<String> names =
                IntStream.range(0, 205).mapToObj("t%03d"::formatted).toList();
        names.forEach(name -> create(name, input -> {}));

        GetTablesResponse first = client.getTables(get -> get.databaseName(database));

        assertThat(first.tableList()).hasSize(100);
        assertThat(names(list -> {})).isEqualTo(names);
        assertThat(names(list -> list.maxResults(7))).isEqualTo(names);
        assertThat(names(list -> list.maxResults(3).expression("t1.5")))
                .hasSize(10)
                .contains("t105", "t195");
    }

    @Test
    void aPageAsLongAsTheListingIsTheLast() {
        IntStream.range(0, 5).forEach(i -> create("t" + i, input -> {}));

        assertThat(client.getTables(get -> get.databaseName(database).maxResults(5))
                        .nextToken())
                .isNull();
        assertThat(client.getTables(get -> get.databaseName(database).maxResults(4))
                        .nextToken())
                .isNotNull();
    }

    @Test
    void aListingOfNamesHasNothingElse() {
        create("t", input -> input.tableType("EXTERNAL_TABLE").description("long"));

        Table table = client.getTables(get ->
                        get.databaseName(database).attributesToGet(TableAttributes.NAME, TableAttributes.TABLE_TYPE))
                .tableList()
                .get(0);

        assertThat(table.name()).isEqualTo("t");
        assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(table.description()).isNull();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        refused("EntityNotFoundException", () -> get("nothing"));
        refused("EntityNotFoundException", () -> update("nothing", "0", input -> {}));
        refused("EntityNotFoundException", () -> client.getTables(get -> get.databaseName("nothing_at_all")));
        refused(
                "EntityNotFoundException",
                () -> client.createTable(
                        create -> create.databaseName("nothing_at_all").tableInput(input -> input.name("t"))));
        refused(
                "EntityNotFoundException",
                () -> client.getTable(get -> get.databaseName("nothing_at_all").name("t")));
    }

    @Test
    void whatTheModelForbidsIsRefused() {
        refused("ValidationException", () -> client.createTable(create -> create.databaseName(database)));
        refused("ValidationException", () -> create("", input -> {}));
        refused("ValidationException", () -> create("t", input -> input.description("x".repeat(2049))));
        refused(
                "ValidationException",
                () -> create(
                        "t",
                        input -> input.storageDescriptor(storage ->
                                storage.columns(column -> column.name("c").comment("x".repeat(256))))));
        refused("ValidationException", () -> create("t", input -> input.partitionKeys(key -> key.type("int"))));
        refused(
                "ValidationException",
                () -> client.getTables(get -> get.databaseName(database).maxResults(101)));
        refused(
                "InvalidInputException",
                () -> client.getTables(get -> get.databaseName(database).expression("(")));
        refused(
                "ValidationException",
                () -> client.getTables(get -> get.databaseName(database).attributesToGetWithStrings("SIZE")));
        refused(
                "InvalidInputException",
                () -> client.createTable(create -> create.databaseName(database)
                        .tableInput(input -> input.name("t"))
                        .openTableFormatInput(open -> open.icebergInput(iceberg -> iceberg.version("2")))));
        assertThat(names(list -> {})).isEmpty();
    }

    /** Reads, adds one and writes, as often as it takes. */
    private int increment() {
        while (true) {
            Table table = get("t");
            int count = Integer.parseInt(table.parameters().get(COUNT)) + 1;
            try {
                update("t", table.versionId(), input -> input.parameters(Map.of(COUNT, Integer.toString(count))));
                return 1;
            } catch (ConcurrentModificationException e) {
                // Another was faster: read again.
                Thread.onSpinWait();
            }
        }
    }

    private void create(String name, Consumer<TableInput.Builder> more) {
        client.createTable(create -> create.databaseName(database)
                .tableInput(input -> input.name(name).applyMutation(more)));
    }

    private void update(String name, String version, Consumer<TableInput.Builder> more) {
        client.updateTable(update -> update.databaseName(database)
                .versionId(version)
                .skipArchive(true)
                .tableInput(input -> input.name(name).applyMutation(more)));
    }

    private void rename(String from, String to) {
        client.updateTable(update -> update.databaseName(database).name(from).tableInput(input -> input.name(to)));
    }

    private Table get(String name) {
        return client.getTable(get -> get.databaseName(database).name(name)).table();
    }

    private List<String> names(Consumer<GetTablesRequest.Builder> more) {
        return client.getTablesPaginator(get -> get.databaseName(database).applyMutation(more)).stream()
                .flatMap(page -> page.tableList().stream())
                .map(Table::name)
                .toList();
    }
}
