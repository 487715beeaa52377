package io.lakespan.app.sync;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.AtlasUser;
import io.lakespan.app.fixture.CommandRun;
import io.lakespan.hms.HmsConfig;
import io.lakespan.hms.HmsMetadataCatalog;
import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Partition;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Storage;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Tag;
import io.lakespan.model.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Hive table in the metastore, its entity in Atlas, and its copy in Glue; an Iceberg table of Glue copied the other way. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HmsAndMirrorSyncIT {
    @RegisterExtension
    static final SyncStack STACK = new SyncStack("hms-and-mirror");

    private static final TableRef SALES = TableRef.of("warehouse", "sales");
    private static final String TABLE = "warehouse.sales@lakespan";
    private static final String EMAIL = "warehouse.sales.email@lakespan";
    private static final Storage PARQUET = Storage.of(
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
            "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe");
    private static HmsMetadataCatalog hive;

    @BeforeAll
    static void aTableInTheMetastore() {
        hive = HmsMetadataCatalog.open(HmsConfig.of(STACK.stack().address("hms")));
        hive.put(Database.of("warehouse").withLocation("s3://lakehouse/warehouse.db"), Expected.absent());
        hive.put(sales(), Expected.absent());
        hive.put(
                SALES,
                Stream.of("2026-01-01", "2026-01-02")
                        .map(HmsAndMirrorSyncIT::partition)
                        .toList());
    }

    @AfterAll
    static void closeHive() {
        hive.close();
    }

    @Test
    @Order(1)
    void whatIsAddedInAtlasArrivesInTheMetastoreAndGoesAgain() {
        apply("--from", "hms");
        AtlasUser atlas = STACK.atlas();
        atlas.createTag("PII", "level");
        atlas.createBusinessAttribute("gdpr", "basis");
        String term = atlas.createTerm("Sales", "Sale");
        String table = atlas.guid("hive_table", TABLE);
        String email = atlas.guid("hive_column", EMAIL);
        atlas.edit(table, "description", "Every sale");
        atlas.edit(table, "owner", "ann");
        atlas.edit(email, "description", "Of the buyer");
        atlas.tag(email, "PII", "level", "high");
        atlas.tag(table, "PII", "level", "low");
        atlas.assign(term, table);
        atlas.set(table, "gdpr", "basis", "contract");
        apply("--from", "hms");
        Table there = find(SALES);
        assertThat(there.description()).contains("Every sale");
        assertThat(there.owner()).contains("ann");
        assertThat(there.annotations())
                .isEqualTo(Annotations.none()
                        .withTag(Tag.of("PII").with("level", "low"))
                        .withTerm("Sale@Sales")
                        .withAttribute("gdpr.basis", "contract"));
        assertThat(email(there).description()).contains("Of the buyer");
        assertThat(email(there).annotations().tags()).containsOnlyKeys("PII");
        nothingIsLeftToDo("--from", "hms");
        atlas.untag(email, "PII");
        atlas.unassign(term, table);
        apply("--from", "hms");
        assertThat(find(SALES).annotations().terms()).isEmpty();
        assertThat(email(find(SALES)).annotations()).isEqualTo(Annotations.none());
        nothingIsLeftToDo("--from", "hms");
    }

    @Test
    @Order(2)
    void whatHiveChangesArrivesInAtlas() {
        Versioned<Table> now = hive.find(SALES).orElseThrow();
        hive.put(
                now.value()
                        .withDescription(Optional.of("Every sale of the shop"))
                        .withAnnotations(now.value().annotations().withTag(Tag.of("GOLD"))),
                Expected.at(now.version()));
        apply("--from", "hms");
        assertThat(STACK.atlas()
                        .entity("hive_table", TABLE)
                        .path("attributes")
                        .path("description")
                        .asText())
                .isEqualTo("Every sale of the shop");
        assertThat(STACK.atlas().tags("hive_table", TABLE)).containsExactly("GOLD", "PII");
        nothingIsLeftToDo("--from", "hms");
    }

    @Test
    @Order(3)
    void theMetastoresTablesAndPartitionsAreCopiedIntoGlueAndFollow() {
        apply("--from", "hms", "--to", "glue", "--only", "warehouse");
        software.amazon.awssdk.services.glue.model.Table copy = STACK.engine().entry(SALES);
        assertThat(copy.description()).isEqualTo("Every sale of the shop");
        assertThat(copy.parameters())
                .containsEntry("lakespan.mirror-of", "hms")
                .containsEntry("lakespan.tag.GOLD", "true");
        assertThat(copy.partitionKeys()).extracting(key -> key.name()).containsExactly("day");
        assertThat(copy.storageDescriptor().inputFormat())
                .isEqualTo(PARQUET.inputFormat().orElseThrow());
        assertThat(days()).containsExactlyInAnyOrder("2026-01-01", "2026-01-02");
        hive.put(SALES, List.of(partition("2026-01-03")));
        hive.dropPartitions(SALES, List.of(List.of("2026-01-01")));
        apply("--from", "hms", "--to", "glue", "--only", "warehouse");
        assertThat(days()).containsExactlyInAnyOrder("2026-01-02", "2026-01-03");
        nothingIsLeftToDo("--from", "hms", "--to", "glue", "--only", "warehouse");
    }

    @Test
    @Order(4)
    void anIcebergTableOfGlueIsCopiedIntoTheMetastoreAsAPointerThatFollows() {
        TableRef people = TableRef.of("crm", "people");
        STACK.engine().createDatabase("crm");
        STACK.engine()
                .create(
                        people,
                        new org.apache.iceberg.Schema(
                                required(1, "id", Types.LongType.get()),
                                optional(2, "at", Types.TimestampType.withZone())));
        apply("--to", "hms", "--only", "crm");
        assertThat(pointerInHive(people)).isEqualTo(pointerInGlue(people));
        STACK.engine().commitData(people, 1);
        apply("--to", "hms", "--only", "crm");
        assertThat(pointerInHive(people)).isEqualTo(pointerInGlue(people));
        assertThat(find(people).parameters()).containsEntry("lakespan.mirror-of", "glue");
        nothingIsLeftToDo("--to", "hms", "--only", "crm");
    }

    @Test
    @Order(5)
    void aTableThatIsNoCopyIsLeftAlone() {
        TableRef own = TableRef.of("crm", "own");
        hive.put(Table.of(own, TableFormat.HIVE, Schema.of(Column.of("x", "int"))), Expected.absent());
        STACK.engine().create(own, new org.apache.iceberg.Schema(required(1, "id", Types.LongType.get())));
        CommandRun run = STACK.command("sync", "apply", "--to", "hms", "--only", "crm");
        assertThat(run.status()).isEqualTo(10);
        assertThat(run.out()).contains("crm.own").contains("is no copy of glue's");
        assertThat(find(own).schema().columns()).extracting(Column::name).containsExactly("x");
    }

    private static Table sales() {
        return Table.of(
                        SALES,
                        TableFormat.HIVE,
                        Schema.of(Column.of("id", "bigint"), Column.of("email", "string"), Column.of("day", "string"))
                                .partitionedBy(PartitionField.identity("day")))
                .withLocation(Optional.of("s3://lakehouse/warehouse.db/sales"))
                .withStorage(PARQUET);
    }

    private static Partition partition(String day) {
        return new Partition(
                List.of(day), Optional.of("s3://lakehouse/warehouse.db/sales/day=" + day), PARQUET, new TreeMap<>());
    }

    private static List<String> days() {
        return STACK
                .engine()
                .client()
                .getPartitions(request -> request.databaseName("warehouse").tableName("sales"))
                .partitions()
                .stream()
                .map(partition -> partition.values().get(0))
                .toList();
    }

    private static String pointerInHive(TableRef ref) {
        return find(ref).parameters().get("metadata_location");
    }

    private static String pointerInGlue(TableRef ref) {
        return STACK.engine().entry(ref).parameters().get("metadata_location");
    }

    private static Table find(TableRef ref) {
        return hive.find(ref).orElseThrow().value();
    }

    private static Column email(Table table) {
        return table.schema().column("email").orElseThrow();
    }

    private static void apply(String... options) {
        CommandRun run = STACK.command(with("apply", options));
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }

    private static void nothingIsLeftToDo(String... options) {
        CommandRun plan = STACK.command(with("plan", options));
        assertThat(plan.out()).contains("Plan: nothing to do");
    }

    private static String[] with(String command, String... options) {
        return Stream.concat(Stream.of("sync", command), Stream.of(options)).toArray(String[]::new);
    }
}
