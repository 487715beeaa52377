package io.lakespan.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.Dataset;
import io.lakespan.lineage.Grade;
import io.lakespan.lineage.JobRun;
import io.lakespan.lineage.LineageEdge;
import io.lakespan.lineage.LineageGraph;
import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Tag;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.SearchHit;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AtlasCatalogIT {
    private final AtlasRest rest = new AtlasRest(RunningAtlas.config());
    private final AtlasCatalog catalog = AtlasCatalog.open(RunningAtlas.config());
    private final String database = "it_" + UUID.randomUUID().toString().substring(0, 8);
    private final TableRef orders = TableRef.of(database, "orders");

    @Test
    void anIcebergTableComesBackWithIdentityAndPartitioning() {
        createDatabase();
        Table put = iceberg(
                        Column.of("id", "bigint").withFieldId("1").withRequired(),
                        Column.of("at", "timestamp").withFieldId("2"))
                .withUuid(Optional.of("7a1b"));
        put = put.withSchema(put.schema().partitionedBy(new PartitionField("at", "day")));
        catalog.put(put, Expected.absent());
        assertThat(catalog.find(orders).orElseThrow().value()).isEqualTo(put);
    }

    @Test
    void aRenamedColumnKeepsItsGuidAndItsTag() {
        createDatabase();
        catalog.put(iceberg(Column.of("id", "bigint").withFieldId("1")), Expected.absent());
        String guid = column("id").path("guid").asText();
        tag(guid);

        Versioned<Table> tagged = catalog.find(orders).orElseThrow();
        Column id = tagged.value().schema().columns().get(0);
        Column renamed = new Column("order_id", "bigint", id.description(), id.fieldId(), false, id.annotations());
        catalog.put(tagged.value().withSchema(Schema.of(renamed)), Expected.at(tagged.version()));

        assertThat(column("order_id").path("guid").asText()).isEqualTo(guid);
        assertThat(catalog.find(orders).orElseThrow().value().schema().columns())
                .containsExactly(renamed.withAnnotations(Annotations.none().withTag(Tag.of("LakespanTestTag"))));
    }

    @Test
    void aTagOfSomebodyElseIsNotedAsAChangeAndKept() {
        createDatabase();
        Version before = catalog.put(iceberg(Column.of("id", "bigint").withFieldId("1")), Expected.absent());
        tag(table().path("guid").asText());
        Table described = iceberg(Column.of("id", "bigint").withFieldId("1")).withDescription(Optional.of("new"));
        assertThatThrownBy(() -> catalog.put(described, Expected.at(before)))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));

        Versioned<Table> tagged = catalog.find(orders).orElseThrow();
        catalog.put(tagged.value().withDescription(Optional.of("new")), Expected.at(tagged.version()));
        assertThat(table().path("classifications").toString()).contains("LakespanTestTag");
        assertThat(table().path("attributes").path("description").asText()).isEqualTo("new");
    }

    @Test
    void aTableEnteredByLineageIsAbsentUntilItIsDescribedAndKeepsItsLineage() {
        catalog.record(run());
        assertThat(catalog.find(orders)).isEmpty();
        assertThat(catalog.tables(database)).isEmpty();
        String guid = table().path("guid").asText();
        catalog.put(iceberg(Column.of("id", "bigint").withFieldId("1")), Expected.absent());
        assertThat(table().path("guid").asText()).isEqualTo(guid);
        assertThat(catalog.find(orders)).isPresent();
        LineageGraph graph = catalog.around(new Dataset.LakeTable(orders, TableFormat.ICEBERG), 4);
        assertThat(graph.nodes()).extracting(LineageGraph.Node::type).contains("rdbms_table", "flink_process");
    }

    @Test
    void recordingARunLeavesADescribedTableAsItIs() {
        createDatabase();
        catalog.put(iceberg(Column.of("id", "bigint").withFieldId("1")), Expected.absent());
        catalog.record(run());
        assertThat(catalog.find(orders).orElseThrow().value().schema().columns())
                .hasSize(1);
    }

    @Test
    void theProcessCarriesStateGradeAndJobAndBelongsToItsApplication() {
        JobRun run = run();
        catalog.record(run);
        String name = "flink://cluster/job-" + database + "/" + orders + "@atlastest";
        JsonNode process = entity("flink_process", name);
        Map<String, String> expected =
                Map.of("state", "CREATED", "grade", "declared", "jobId", "run-1", "cluster", "cluster");
        expected.forEach((key, value) -> assertThat(
                        process.path("attributes").path("conf").path(key).asText())
                .isEqualTo(value));
        assertThat(entity("flink_application", "flink://cluster/job-" + database + "@atlastest")
                        .path("attributes")
                        .path("startTime")
                        .asLong())
                .isEqualTo(run.startedAt().toEpochMilli());
    }

    @Test
    void aTableIsFoundByItsNameAndADroppedOneNoMore() {
        createDatabase();
        String word = "zebra" + UUID.randomUUID().toString().substring(0, 6);
        TableRef ref = TableRef.of(database, word);
        Version version =
                catalog.put(Table.of(ref, TableFormat.HIVE, Schema.of(Column.of("id", "int"))), Expected.absent());
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(catalog.search(word, 10))
                .extracting(SearchHit::qualifiedName)
                .contains(ref + "@atlastest"));
        catalog.drop(ref, version);
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(catalog.search(word, 10))
                .isEmpty());
    }

    @Test
    void parametersThatHoldSecretsAreMasked() {
        createDatabase();
        catalog.put(
                iceberg(Column.of("id", "int")).withParameters(Map.of("connector.password", "s3cr3t", "k", "v")),
                Expected.absent());
        assertThat(table().toString()).doesNotContain("s3cr3t");
        assertThat(catalog.find(orders).orElseThrow().value().parameters()).containsEntry("k", "v");
    }

    @Test
    void aSecondClientInstallsNoTypeTwice() {
        AtlasTypes types = new AtlasTypes(rest);
        types.ensure();
        new AtlasTypes(rest).ensure();
        assertThat(rest.get("/types/typedef/name/iceberg_table")
                        .path("superTypes")
                        .toString())
                .contains("hive_table");
    }

    @Test
    void aWrongPasswordIsSaidWithoutShowingIt() {
        AtlasConfig right = RunningAtlas.config();
        AtlasCatalog wrong = AtlasCatalog.open(AtlasConfig.of(right.url(), RunningAtlas.USER, "n0t-it", "x"));
        assertThatThrownBy(wrong::databases)
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED))
                .hasMessageContaining(RunningAtlas.USER)
                .hasMessageNotContaining("n0t-it");
    }

    @Test
    void anAtlasThatIsDownIsUnavailable() {
        AtlasCatalog nobody = AtlasCatalog.open(AtlasConfig.of(URI.create("http://127.0.0.1:9"), "u", "p", "x"));
        assertThatThrownBy(nobody::databases)
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("http://127.0.0.1:9");
    }

    private void createDatabase() {
        catalog.put(Database.of(database), Expected.absent());
    }

    private Table iceberg(Column... columns) {
        return Table.of(orders, TableFormat.ICEBERG, Schema.of(columns));
    }

    private JobRun run() {
        LineageEdge edge = new LineageEdge(
                List.of(new Dataset.RdbmsTable("mysql", "127.0.0.1", 3306, database, "orders")),
                new Dataset.LakeTable(orders, TableFormat.ICEBERG),
                Grade.DECLARED);
        return JobRun.started("job-" + database, "cluster", "run-1", Instant.parse("2026-01-01T00:00:00Z"))
                .withEdges(List.of(edge));
    }

    private void tag(String guid) {
        if (rest.find("/types/classificationdef/name/LakespanTestTag").isEmpty()) {
            ObjectNode types = AtlasRest.JSON.createObjectNode();
            types.putArray("classificationDefs").addObject().put("name", "LakespanTestTag");
            rest.post("/types/typedefs", types);
        }
        rest.post(
                "/entity/guid/" + guid + "/classifications",
                AtlasRest.JSON
                        .createArrayNode()
                        .add(AtlasRest.JSON.createObjectNode().put("typeName", "LakespanTestTag")));
    }

    private JsonNode table() {
        return entity("hive_table", orders + "@atlastest");
    }

    private JsonNode column(String name) {
        return entity("iceberg_column", orders + "." + name + "@atlastest");
    }

    private JsonNode entity(String type, String name) {
        return rest.get("/entity/uniqueAttribute/type/" + type + "?attr:qualifiedName=" + AtlasRest.encoded(name))
                .path("entity");
    }
}
