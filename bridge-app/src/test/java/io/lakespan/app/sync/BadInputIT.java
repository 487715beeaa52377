package io.lakespan.app.sync;

import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakespan.app.fixture.AtlasUser;
import io.lakespan.app.fixture.CommandRun;
import io.lakespan.app.fixture.GlueEngine;
import io.lakespan.model.TableRef;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/** What people and programs leave in catalogs: each is handled or named, and stops nothing else. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputIT {
    @RegisterExtension
    static final SyncStack STACK = new SyncStack("bad-input");

    private static final String DATABASE = "odd";
    private static final TableRef GOOD = TableRef.of(DATABASE, "good");
    private static final List<String> NAMES =
            List.of("with.dot", "with blank", "größe_表", "quo\"te'`", "per%cent", "n".repeat(255), "名".repeat(255));
    private static final String WIDE = IntStream.range(0, 700)
            .mapToObj(i -> "field_%04d:string".formatted(i))
            .collect(Collectors.joining(",", "struct<", ">"));

    @BeforeAll
    static void aGoodTableAmongOddOnes() {
        engine().createDatabase(DATABASE);
        engine().create(GOOD, new Schema(required(1, "id", Types.LongType.get())));
        NAMES.forEach(name ->
                create(parquet(name, Column.builder().name("id").type("bigint").build())));
        create(parquet("wide", Column.builder().name("c").type(WIDE).build()));
        create(parquet("no_columns"));
        create(TableInput.builder().name("no_storage").build());
        create(TableInput.builder()
                .name("lost_metadata")
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of(
                        "table_type", "ICEBERG", "metadata_location", "s3://lakehouse/gone/metadata/1.metadata.json"))
                .storageDescriptor(storage("s3://lakehouse/gone"))
                .build());
        create(TableInput.builder()
                .name("torn_hudi")
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("spark.sql.sources.provider", "hudi"))
                .storageDescriptor(storage("s3://lakehouse/nothing/here"))
                .build());
    }

    @Test
    @Order(1)
    void oddTablesArriveAndBrokenOnesAreNamed() {
        assertThat(WIDE.length()).isGreaterThan(10_000);
        CommandRun run = STACK.command("sync", "apply");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(10);
        assertThat(run.out()).contains("odd.lost_metadata", "odd.torn_hudi").contains(" 0 failed");
        assertThat(entity("iceberg_table", "odd.good")).isNotNull();
        assertThat(NAMES).allSatisfy(name -> assertThat(entity("hive_table", "odd." + name)
                        .path("attributes")
                        .path("name")
                        .asText())
                .isEqualTo(name));
        assertThat(entity("hive_column", "odd.wide.c")
                        .path("attributes")
                        .path("type")
                        .asText())
                .isEqualTo(WIDE);
        assertThat(entity("hive_table", "odd.no_columns")).isNotNull();
        assertThat(entity("hive_table", "odd.no_storage")).isNotNull();
        secondPassChangesNothing();
    }

    @Test
    @Order(2)
    void whatWasReadOnceAndCannotBeReadNowIsNotDropped() {
        TableRef lost = TableRef.of(DATABASE, "lost_later");
        engine().create(lost, new Schema(required(1, "id", Types.LongType.get())));
        STACK.command("sync", "apply");
        String guid = atlas().guid("iceberg_table", "odd.lost_later@lakespan");
        var entry = engine().entry(lost);
        engine().client().updateTable(request -> request.databaseName(DATABASE).tableInput(input -> input.name(
                        "lost_later")
                .tableType(entry.tableType())
                .parameters(Map.of("table_type", "ICEBERG", "metadata_location", "s3://lakehouse/gone/2.metadata.json"))
                .storageDescriptor(entry.storageDescriptor())));
        CommandRun run = STACK.command("sync", "apply");
        assertThat(run.status()).isEqualTo(10);
        assertThat(run.out()).contains("odd.lost_later");
        JsonNode there = entity("iceberg_table", "odd.lost_later");
        assertThat(there.get("guid").asText()).isEqualTo(guid);
        assertThat(there.get("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    @Order(3)
    void entitiesEditedByHandIntoContradictionAreNamedOrSetRight() {
        String wide = atlas().guid("hive_table", "odd.wide@lakespan");
        atlas().edit(wide, "name", "something else");
        atlas().edit(atlas().guid("hive_column", "odd.with blank.id@lakespan"), "type", "no type at all");
        create(parquet("later", Column.builder().name("id").type("bigint").build()));
        CommandRun run = STACK.command("sync", "apply");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(10);
        assertThat(entity("hive_table", "odd.later")).isNotNull();
        assertThat(run.out())
                .contains("id is 'bigint, column 1' on the left and 'no type at all, column 1' on the right");
        assertThat(entity("hive_table", "odd.wide")
                        .path("attributes")
                        .path("name")
                        .asText())
                .isEqualTo("wide");
        assertThat(entity("hive_column", "odd.with blank.id")
                        .path("attributes")
                        .path("type")
                        .asText())
                .isEqualTo("bigint");
        secondPassChangesNothing();
    }

    @Test
    @Order(4)
    void termsThatReferToEachOtherInACircleAreTerms() {
        String one = atlas().createTerm("circle", "One");
        String two = atlas().createTermBeside(one, "Two");
        atlas().relate(one, two);
        atlas().relate(two, one);
        String good = atlas().guid("iceberg_table", "odd.good@lakespan");
        atlas().assign(one, good);
        atlas().assign(two, good);
        STACK.command("sync", "apply");
        assertThat(engine().entry(GOOD).parameters())
                .containsEntry("lakespan.term.circle.One", "true")
                .containsEntry("lakespan.term.circle.Two", "true");
        secondPassChangesNothing();
    }

    private static void secondPassChangesNothing() {
        CommandRun second = STACK.command("sync", "apply");
        assertThat(second.out())
                .contains("Applied: 0 created, 0 updated, 0 written back, 0 renamed, 0 dropped, 0 failed");
    }

    private static JsonNode entity(String type, String name) {
        return atlas().entity(type, name + "@lakespan");
    }

    private static void create(TableInput table) {
        engine().client().createTable(request -> request.databaseName(DATABASE).tableInput(table));
    }

    private static TableInput parquet(String name, Column... columns) {
        return TableInput.builder()
                .name(name)
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("EXTERNAL", "TRUE", "classification", "parquet"))
                .storageDescriptor(storage("s3://lakehouse/odd/" + Integer.toHexString(name.hashCode()), columns))
                .build();
    }

    private static StorageDescriptor storage(String location, Column... columns) {
        return StorageDescriptor.builder()
                .location(location)
                .inputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat")
                .outputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat")
                .serdeInfo(serde ->
                        serde.serializationLibrary("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"))
                .columns(columns)
                .build();
    }

    private static GlueEngine engine() {
        return STACK.engine();
    }

    private static AtlasUser atlas() {
        return STACK.atlas();
    }
}
