package io.lakespan.local.glue;

import static io.lakespan.local.glue.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;

class DatabasesIT {
    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    private final String name = LocalGlue.unique("db_");
    private GlueClient client;

    @BeforeEach
    void open() {
        client = GLUE.client();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aDatabaseComesBackWithAllItsFields() {
        create(input -> input.description("Größe 商店 🛒 <b>")
                .locationUri("s3://lake/x")
                .parameters(Map.of("owner", "ann"))
                .targetDatabase(target -> target.catalogId("1").databaseName("other")));

        Database database = client.getDatabase(get -> get.name(name)).database();

        assertThat(database.name()).isEqualTo(name);
        assertThat(database.description()).isEqualTo("Größe 商店 🛒 <b>");
        assertThat(database.locationUri()).isEqualTo("s3://lake/x");
        assertThat(database.parameters()).isEqualTo(Map.of("owner", "ann"));
        assertThat(database.targetDatabase().databaseName()).isEqualTo("other");
        assertThat(database.createTime()).isNotNull();
        assertThat(database.catalogId()).isEqualTo("000000000000");
    }

    @Test
    void namesFoldToLowerCase() {
        client.createDatabase(create -> create.databaseInput(input -> input.name(name.toUpperCase(Locale.ROOT))));

        assertThat(client.getDatabase(get -> get.name(name.toUpperCase(Locale.ROOT)))
                        .database()
                        .name())
                .isEqualTo(name);
        refused("AlreadyExistsException", () -> create(input -> {}));
    }

    @Test
    void anUpdateReplacesEverythingButTheTimeOfCreation() {
        create(input -> input.description("first").parameters(Map.of("a", "b")));
        Database before = client.getDatabase(get -> get.name(name)).database();

        client.updateDatabase(update ->
                update.name(name).databaseInput(input -> input.name(name).description("second")));

        Database after = client.getDatabase(get -> get.name(name)).database();
        assertThat(after.description()).isEqualTo("second");
        assertThat(after.hasParameters()).isFalse();
        assertThat(after.createTime()).isEqualTo(before.createTime());
    }

    @Test
    void aRenamedDatabaseKeepsItsTables() {
        create(input -> {});
        client.createTable(create -> create.databaseName(name).tableInput(input -> input.name("t")));
        String other = LocalGlue.unique("renamed_");

        client.updateDatabase(update -> update.name(name).databaseInput(input -> input.name(other)));

        assertThat(client.getTable(get -> get.databaseName(other).name("t"))
                        .table()
                        .databaseName())
                .isEqualTo(other);
        refused("EntityNotFoundException", () -> client.getDatabase(get -> get.name(name)));
    }

    @Test
    void aDatabaseIsNotRenamedOverAnother() {
        create(input -> {});
        String other = LocalGlue.unique("other_");
        client.createDatabase(create -> create.databaseInput(input -> input.name(other)));

        refused(
                "AlreadyExistsException",
                () -> client.updateDatabase(update -> update.name(name).databaseInput(input -> input.name(other))));
    }

    @Test
    void aDroppedDatabaseIsGoneWithItsTables() {
        create(input -> {});
        client.createTable(create -> create.databaseName(name).tableInput(input -> input.name("t")));

        client.deleteDatabase(delete -> delete.name(name));

        refused("EntityNotFoundException", () -> client.getDatabase(get -> get.name(name)));
        refused("EntityNotFoundException", () -> client.deleteDatabase(delete -> delete.name(name)));
        create(input -> {});
        assertThat(client.getTables(get -> get.databaseName(name)).tableList()).isEmpty();
    }

    @Test
    void aListingCrossesPages() {
        String prefix = LocalGlue.unique("page_");
        List<String> names =
                IntStream.range(0, 7).mapToObj(i -> prefix + "_" + i).toList();
        names.forEach(each -> client.createDatabase(create -> create.databaseInput(input -> input.name(each))));

        GetDatabasesResponse first = client.getDatabases(get -> get.maxResults(2));

        assertThat(first.databaseList()).hasSize(2);
        assertThat(first.nextToken()).isNotBlank();
        assertThat(client.getDatabasesPaginator(get -> get.maxResults(2)).stream()
                        .flatMap(page -> page.databaseList().stream())
                        .map(Database::name)
                        .filter(each -> each.startsWith(prefix)))
                .containsExactlyElementsOf(names);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        refused("EntityNotFoundException", () -> client.getDatabase(get -> get.name(name)));
        refused(
                "EntityNotFoundException",
                () -> client.updateDatabase(update -> update.name(name).databaseInput(input -> input.name(name))));
    }

    @Test
    void whatTheModelForbidsIsRefused() {
        refused("ValidationException", () -> client.getDatabase(get -> {}));
        refused("ValidationException", () -> client.getDatabase(get -> get.name("")));
        refused("ValidationException", () -> client.getDatabase(get -> get.name("two\nlines")));
        refused("ValidationException", () -> client.getDatabase(get -> get.name("x".repeat(256))));
        refused("ValidationException", () -> client.createDatabase(create -> {}));
        refused("ValidationException", () -> create(input -> input.description("x".repeat(2049))));
        refused("ValidationException", () -> create(input -> input.parameters(Map.of("", "x"))));
        refused("ValidationException", () -> client.getDatabases(get -> get.maxResults(101)));
        refused("ValidationException", () -> client.getDatabases(get -> get.maxResults(0)));
        refused("InvalidInputException", () -> client.getDatabases(get -> get.nextToken("~")));
    }

    @Test
    void theCatalogOfAnotherAccountIsRefused() {
        create(input -> {});

        refused(
                "AccessDeniedException",
                () -> client.getDatabase(get -> get.catalogId("123456789012").name(name)));
        assertThat(client.getDatabase(get -> get.catalogId("000000000000").name(name))
                        .database()
                        .name())
                .isEqualTo(name);
    }

    private void create(Consumer<DatabaseInput.Builder> more) {
        client.createDatabase(
                create -> create.databaseInput(input -> input.name(name).applyMutation(more)));
    }
}
