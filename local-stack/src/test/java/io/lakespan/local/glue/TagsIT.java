package io.lakespan.local.glue;

import static io.lakespan.local.glue.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.glue.GlueClient;

// The SDK takes builders as generic varargs.
@SuppressWarnings("unchecked")
class TagsIT {
    private static final String ACCOUNT = "arn:aws:glue:us-east-1:000000000000:";

    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    private final String database = LocalGlue.unique("db_");
    private final String table = ACCOUNT + "table/" + database + "/t";
    private GlueClient client;

    @BeforeEach
    void open() {
        client = GLUE.client();
        client.createDatabase(
                create -> create.databaseInput(input -> input.name(database)).tags(Map.of("made", "with it")));
        client.createTable(create -> create.databaseName(database).tableInput(input -> input.name("t")));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void tagsAreAddedReplacedAndRemoved() {
        tag(table, Map.of("pii", "yes", "team", "Größe"));
        tag(table, Map.of("team", "sales", "cost", ""));
        client.untagResource(untag -> untag.resourceArn(table).tagsToRemove("pii", "never"));

        assertThat(tags(table)).isEqualTo(Map.of("team", "sales", "cost", ""));
    }

    @Test
    void everyKindHasItsOwnTags() {
        String function = ACCOUNT + "userDefinedFunction/" + database + "/f";
        client.createUserDefinedFunction(
                create -> create.databaseName(database).functionInput(input -> input.functionName("f")));
        tag(function, Map.of("a", "function"));
        tag(table, Map.of("a", "table"));

        assertThat(tags(function)).isEqualTo(Map.of("a", "function"));
        assertThat(tags(table)).isEqualTo(Map.of("a", "table"));
        assertThat(tags(ACCOUNT + "database/" + database)).isEqualTo(Map.of("made", "with it"));
        assertThat(tags(ACCOUNT + "catalog")).doesNotContainKey("a");
    }

    @Test
    void tagsEndWithWhatTheyStandOn() {
        tag(table, Map.of("a", "b"));

        client.deleteDatabase(delete -> delete.name(database));
        refused("EntityNotFoundException", () -> tags(table));

        client.createDatabase(create -> create.databaseInput(input -> input.name(database)));
        client.createTable(create -> create.databaseName(database).tableInput(input -> input.name("t")));
        assertThat(tags(table)).isEmpty();
        assertThat(tags(ACCOUNT + "database/" + database)).isEmpty();
    }

    @Test
    void tagsStayWithARenamedTable() {
        tag(table, Map.of("a", "b"));

        client.updateTable(
                update -> update.databaseName(database).name("t").tableInput(input -> input.name("renamed")));

        assertThat(tags(ACCOUNT + "table/" + database + "/renamed")).isEqualTo(Map.of("a", "b"));
    }

    @Test
    void whatIsWrongIsRefusedAndChangesNothing() {
        Map<String, String> many = IntStream.range(0, 51).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));

        refused("InvalidInputException", () -> tag(table, many));
        assertThat(tags(table)).isEmpty();
        refused("EntityNotFoundException", () -> tags(ACCOUNT + "database/nothing"));
        refused("InvalidInputException", () -> tags("nonsense"));
        refused("InvalidInputException", () -> tags(ACCOUNT + "crawler/c"));
        refused("AccessDeniedException", () -> tags("arn:aws:glue:us-east-1:123456789012:database/" + database));
    }

    private void tag(String arn, Map<String, String> tags) {
        client.tagResource(tag -> tag.resourceArn(arn).tagsToAdd(tags));
    }

    private Map<String, String> tags(String arn) {
        return client.getTags(get -> get.resourceArn(arn)).tags();
    }
}
