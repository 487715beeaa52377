package io.lakespan.local.glue;

import static io.lakespan.local.glue.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Comparator;
import software.amazon.awssdk.services.glue.model.PropertyPredicate;
import software.amazon.awssdk.services.glue.model.SearchTablesRequest;
import software.amazon.awssdk.services.glue.model.Sort;
import software.amazon.awssdk.services.glue.model.Table;

// The SDK takes builders as generic varargs.
@SuppressWarnings("unchecked")
class SearchIT {
    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    private final String database = LocalGlue.unique("db_");
    private GlueClient client;

    @BeforeEach
    void open() {
        client = GLUE.client();
        client.createDatabase(create -> create.databaseInput(input -> input.name(database)));
        create("orders", "All orders of the shop", "ann");
        create("order_items", "What was bought", "bob");
        create("customers", "Who buys: Größe", "ann");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void wordsAreFoundInNamesDescriptionsColumnsAndParameters() {
        assertThat(found(search -> search.searchText("order"))).containsExactly("order_items", "orders");
        assertThat(found(search -> search.searchText("ORDERS shop"))).containsExactly("orders");
        assertThat(found(search -> search.searchText("größe"))).containsExactly("customers");
        assertThat(found(search -> search.searchText("orders_key"))).containsExactly("orders");
        assertThat(found(search -> search.searchText("iceberg"))).hasSize(3);
        assertThat(found(search -> search.searchText("nowhere"))).isEmpty();
    }

    @Test
    void aWordInQuotesIsMeantWhole() {
        assertThat(found(search -> search.searchText("\"orders\""))).containsExactly("orders");
        assertThat(found(search -> search.searchText("\"order\""))).isEmpty();
    }

    @Test
    void propertiesAreCompared() {
        assertThat(found(search -> search.filters(owner("ANN")))).containsExactly("customers", "orders");
        assertThat(found(search -> search.filters(
                        owner("ann"), filter -> filter.key("name").value("d").comparator(Comparator.GREATER_THAN))))
                .containsExactly("orders");
        assertThat(found(search -> search.filters(
                        filter -> filter.key("CreateTime").value("1").comparator(Comparator.LESS_THAN))))
                .isEmpty();
        assertThat(found(search ->
                        search.filters(filter -> filter.key("table_type").value("ICEBERG"))))
                .hasSize(3);
    }

    @Test
    void resultsAreSortedAndCrossPages() {
        assertThat(found(search -> search.maxResults(1)
                        .sortCriteria(sort -> sort.fieldName("Name").sort(Sort.DESC))))
                .containsExactly("orders", "order_items", "customers");
        assertThat(found(search -> search.maxResults(2)
                        .sortCriteria(sort -> sort.fieldName("Owner").sort(Sort.ASC))))
                .containsExactly("customers", "orders", "order_items");
    }

    @Test
    void whatIsWrongIsRefused() {
        refused(
                "ValidationException",
                () -> client.searchTables(search ->
                        search.filters(filter -> filter.key("name").value("x").comparator("LIKE"))));
        refused(
                "InvalidInputException",
                () -> client.searchTables(search ->
                        search.filters(filter -> filter.key("CreateTime").value("yesterday"))));
        refused("ValidationException", () -> client.searchTables(search -> search.maxResults(0)));
    }

    private static Consumer<PropertyPredicate.Builder> owner(String name) {
        return filter -> filter.key("owner").value(name).comparator(Comparator.EQUALS);
    }

    private void create(String name, String description, String owner) {
        client.createTable(create -> create.databaseName(database).tableInput(input -> input.name(name)
                .description(description)
                .owner(owner)
                .parameters(Map.of("table_type", "ICEBERG"))
                .storageDescriptor(storage ->
                        storage.columns(column -> column.name(name + "_key").comment("a key")))));
    }

    /** Within this test's database. */
    private List<String> found(Consumer<SearchTablesRequest.Builder> request) {
        return client.searchTablesPaginator(request).stream()
                .flatMap(page -> page.tableList().stream())
                .filter(table -> table.databaseName().equals(database))
                .map(Table::name)
                .toList();
    }
}
