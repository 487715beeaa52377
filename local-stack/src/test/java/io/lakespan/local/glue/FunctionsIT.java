package io.lakespan.local.glue;

import static io.lakespan.local.glue.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsRequest;
import software.amazon.awssdk.services.glue.model.PrincipalType;
import software.amazon.awssdk.services.glue.model.ResourceType;
import software.amazon.awssdk.services.glue.model.UserDefinedFunction;

// The SDK takes builders as generic varargs.
@SuppressWarnings("unchecked")
class FunctionsIT {
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
    void aFunctionComesBackWithAllItsFields() {
        client.createUserDefinedFunction(
                create -> create.databaseName(database).functionInput(input -> input.functionName("Upper2")
                        .className("a.b.C")
                        .ownerName("ann")
                        .ownerType(PrincipalType.USER)
                        .resourceUris(uri -> uri.resourceType(ResourceType.JAR).uri("s3://x/y.jar"))));

        UserDefinedFunction function = get("UPPER2");

        assertThat(function.functionName()).isEqualTo("upper2");
        assertThat(function.databaseName()).isEqualTo(database);
        assertThat(function.className()).isEqualTo("a.b.C");
        assertThat(function.ownerName()).isEqualTo("ann");
        assertThat(function.ownerType()).isEqualTo(PrincipalType.USER);
        assertThat(function.resourceUris().get(0).uri()).isEqualTo("s3://x/y.jar");
        assertThat(function.createTime()).isNotNull();
    }

    @Test
    void aFunctionIsUpdatedAndRenamed() {
        create("f");
        create("taken");

        refused("AlreadyExistsException", () -> update("f", "taken"));
        update("f", "g");

        assertThat(get("g").className()).isEqualTo("updated");
        refused("EntityNotFoundException", () -> get("f"));
    }

    @Test
    void aFunctionIsCreatedOnceAndDeletedOnce() {
        create("f");

        refused("AlreadyExistsException", () -> create("F"));
        client.deleteUserDefinedFunction(delete -> delete.databaseName(database).functionName("f"));
        refused(
                "EntityNotFoundException",
                () -> client.deleteUserDefinedFunction(
                        delete -> delete.databaseName(database).functionName("f")));
        refused("EntityNotFoundException", () -> update("f", "f"));
    }

    @Test
    void aListingCrossesPagesAndDatabases() {
        String other = database + "_2";
        client.createDatabase(create -> create.databaseInput(input -> input.name(other)));
        String prefix = LocalGlue.unique("f");
        IntStream.range(0, 5).forEach(i -> create(prefix + i));
        client.createUserDefinedFunction(
                create -> create.databaseName(other).functionInput(input -> input.functionName(prefix + "x")));

        assertThat(names(list -> list.databaseName(database).pattern("*").maxResults(2)))
                .hasSize(5);
        assertThat(names(list -> list.pattern(prefix + ".*").maxResults(1)))
                .hasSize(6)
                .endsWith(prefix + "x");
        assertThat(names(list -> list.databaseName(database).pattern(prefix + "[34]")))
                .containsExactly(prefix + "3", prefix + "4");
    }

    @Test
    void whatIsWrongIsRefused() {
        refused("ValidationException", () -> names(list -> list.databaseName(database)));
        refused(
                "EntityNotFoundException",
                () -> names(list -> list.databaseName("nothing").pattern("*")));
        refused("EntityNotFoundException", () -> get("nothing"));
        refused(
                "EntityNotFoundException",
                () -> client.createUserDefinedFunction(
                        create -> create.databaseName("nothing").functionInput(input -> input.functionName("f"))));
    }

    private void create(String name) {
        client.createUserDefinedFunction(create -> create.databaseName(database)
                .functionInput(input -> input.functionName(name).className("c")));
    }

    private void update(String from, String to) {
        client.updateUserDefinedFunction(
                update -> update.databaseName(database).functionName(from).functionInput(input -> input.functionName(to)
                        .className("updated")));
    }

    private UserDefinedFunction get(String name) {
        return client.getUserDefinedFunction(get -> get.databaseName(database).functionName(name))
                .userDefinedFunction();
    }

    private List<String> names(Consumer<GetUserDefinedFunctionsRequest.Builder> request) {
        return client.getUserDefinedFunctionsPaginator(request).stream()
                .flatMap(page -> page.userDefinedFunctions().stream())
                .map(UserDefinedFunction::functionName)
                .toList();
    }
}
