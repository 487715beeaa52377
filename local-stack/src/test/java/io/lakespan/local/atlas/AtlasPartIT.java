package io.lakespan.local.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakespan.local.ListeningSockets;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.StackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtlasPartIT {
    @TempDir
    static Path home;

    private static LocalStack stack;
    private static AtlasCalls atlas;
    private static String database;

    @BeforeAll
    static void start() {
        stack = LocalStack.open(StackOptions.at(home)
                .withCache(Path.of("target", "cache"))
                .only(AtlasPart.NAME)
                .withFreePorts());
        stack.up(Progress.silent());
        atlas = new AtlasCalls(stack.address(AtlasPart.NAME), stack.secret("atlas.password"));
        String instance =
                atlas.entity("rdbms_instance", "{'qualifiedName': 'farm@test', 'name': 'farm', 'rdbms_type': 'mysql'}");
        database = atlas.entity(
                "rdbms_db",
                "{'qualifiedName': 'farm.fields@test', 'name': 'fields'}",
                "{'instance': {'guid': '%s'}}".formatted(instance));
    }

    @AfterAll
    static void stop() {
        stack.down();
    }

    @Test
    void aTableIsFoundByItsTypeAndByAWordOfItsDescription() {
        table("harvest", "Weighed at the silo, Größe 小麦");

        awaitFound("typeName=rdbms_table&query=harvest", "harvest");
        awaitFound("query=silo", "harvest");
        awaitFound("query=%E5%B0%8F%E9%BA%A6", "harvest");
    }

    @Test
    void lineageLeadsFromTheSourceThroughTheProcessToTheTable() {
        String source = table("lineage_source", "");
        String target = table("lineage_target", "");
        String process = process("lineage_process", source, target);

        JsonNode relations =
                atlas.get("/v2/lineage/" + target + "?direction=INPUT").path("relations");

        assertThat(relations).hasSize(2);
        assertThat(relations.findValuesAsText("fromEntityId")).containsExactlyInAnyOrder(source, process);
        assertThat(relations.findValuesAsText("toEntityId")).containsExactlyInAnyOrder(process, target);
    }

    @Test
    void aClassificationFlowsAlongAProcess() {
        atlas.post("/v2/types/typedefs", "{'classificationDefs': [{'name': 'Personal'}]}");
        String source = table("personal_source", "");
        String target = table("personal_target", "");
        process("personal_process", source, target);

        atlas.post("/v2/entity/guid/" + source + "/classifications", "[{'typeName': 'Personal', 'propagate': true}]");

        awaitFound("classification=Personal&typeName=rdbms_table", "personal_source", "personal_target");
    }

    @Test
    void aTermOfTheGlossaryIsReadBackOnTheTable() {
        String glossary =
                atlas.post("/v2/glossary", "{'name': 'Trade'}").path("guid").asText();
        String term = atlas.post(
                        "/v2/glossary/term", "{'name': 'Order', 'anchor': {'glossaryGuid': '%s'}}".formatted(glossary))
                .path("guid")
                .asText();
        String table = table("term_table", "");

        atlas.post("/v2/glossary/terms/" + term + "/assignedEntities", "[{'guid': '%s'}]".formatted(table));

        JsonNode meanings = atlas.read(table).path("relationshipAttributes").path("meanings");
        assertThat(meanings.findValuesAsText("displayText")).containsExactly("Order");
    }

    @Test
    void businessMetadataIsReadBackOnTheTable() {
        atlas.post("/v2/types/typedefs", """
                {'businessMetadataDefs': [{'name': 'quality', 'attributeDefs': [
                  {'name': 'steward', 'typeName': 'string', 'isOptional': true,
                   'options': {'applicableEntityTypes': '[\\'rdbms_table\\']', 'maxStrLength': '50'}}]}]}
                """.replace("\\'", "\\\""));
        String table = table("business_table", "");

        atlas.post("/v2/entity/guid/" + table + "/businessmetadata", "{'quality': {'steward': 'Ada'}}");

        assertThat(atlas.read(table).at("/businessAttributes/quality/steward").asText())
                .isEqualTo("Ada");
    }

    @Test
    void aFlinkApplicationKnowsItsProcesses() {
        String application =
                atlas.entity("flink_application", "{'qualifiedName': 'app@test', 'name': 'app', 'id': 'app'}");
        atlas.entity(
                "flink_process",
                "{'qualifiedName': 'step@test', 'name': 'step', 'id': 'step'}",
                "{'application': {'guid': '%s'}}".formatted(application));

        JsonNode processes =
                atlas.read(application).path("relationshipAttributes").path("processes");

        assertThat(processes.findValuesAsText("displayText")).containsExactly("step");
    }

    @Test
    void aDeletedTableIsFoundNoMoreAndIsStillThere() {
        String table = table("shortlived", "");
        awaitFound("query=shortlived", "shortlived");

        atlas.delete("/v2/entity/guid/" + table);

        awaitFound("query=shortlived");
        assertThat(atlas.read(table).path("status").asText()).isEqualTo("DELETED");
    }

    @Test
    void whatWasWrittenBeforeAKillIsFoundAfterwards() {
        String guid = table("survivor", "Written just before the kill");
        kill(AtlasPart.NAME);
        kill(SolrPart.NAME);

        stack.up(Progress.silent());

        assertThat(atlas.read(guid).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(atlas.get("/v2/entity/" + guid + "/audit").findValuesAsText("action"))
                .containsExactly("ENTITY_CREATE");
        awaitFound("query=survivor", "survivor");
        table("newcomer", "Written after it");
        awaitFound("query=newcomer", "newcomer");
    }

    @Test
    void bothListenOnTheLoopbackAddressOnly() {
        List<String> solr = ListeningSockets.of(pid(SolrPart.NAME));
        List<String> server = ListeningSockets.of(pid(AtlasPart.NAME));

        assertThat(solr).hasSize(1).allMatch(ListeningSockets::isLoopback);
        assertThat(server).hasSize(3).allMatch(ListeningSockets::isLoopback);
    }

    @Test
    void aWrongPasswordIsRefused() {
        AtlasCalls stranger = new AtlasCalls(stack.address(AtlasPart.NAME), "guess");

        assertThatThrownBy(() -> stranger.get("/v2/search/basic?query=anything"))
                .hasMessageContaining("401");
    }

    @Test
    void aBrowserFindsTheLoginPageAndThePagesBehindIt() {
        assertThat(atlas.status("/login.jsp")).isEqualTo(200);
        assertThat(atlas.status("/css/style.css")).isEqualTo(200);
        assertThat(atlas.pageAfterSignIn("/index.html")).contains("js/main");
        assertThat(atlas.pageAfterSignIn("/js/main.js")).contains("require");
    }

    // Solr shows what it was given a moment later.
    private static void awaitFound(String query, String... names) {
        await().untilAsserted(() -> assertThat(atlas.found(query)).containsExactly(names));
    }

    private static String table(String name, String description) {
        return atlas.entity(
                "rdbms_table",
                "{'qualifiedName': '%s@test', 'name': '%s', 'description': '%s'}".formatted(name, name, description),
                "{'db': {'guid': '%s'}}".formatted(database));
    }

    private static String process(String name, String from, String to) {
        return atlas.entity(
                "flink_process",
                "{'qualifiedName': '%s@test', 'name': '%s', 'id': '%s'}".formatted(name, name, name),
                """
                {'inputs': [{'typeName': 'rdbms_table', 'guid': '%s'}],
                 'outputs': [{'typeName': 'rdbms_table', 'guid': '%s'}]}
                """.formatted(from, to));
    }

    private static void kill(String part) {
        ProcessHandle process = ProcessHandle.of(pid(part)).orElseThrow();
        process.destroyForcibly();
        await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
    }

    private static long pid(String part) {
        return stack.status().stream()
                .filter(status -> status.part().equals(part))
                .mapToLong(status -> status.pid().orElseThrow())
                .findFirst()
                .orElseThrow();
    }
}
