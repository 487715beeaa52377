package io.lakespan.formats.iceberg;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.glue.GlueMetadataCatalog;
import io.lakespan.model.Annotations;
import io.lakespan.model.Expected;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Tag;
import io.lakespan.model.Versioned;
import io.lakespan.spi.FormatAdapter;
import io.lakespan.sync.Outcome;
import io.lakespan.sync.SideWriter;
import io.lakespan.sync.SyncExecutor;
import io.lakespan.sync.SyncOptions;
import io.lakespan.sync.SyncPlan;
import io.lakespan.sync.SyncPlanner;
import io.lakespan.sync.SyncReader;
import io.lakespan.testkit.InMemoryAgreementStore;
import io.lakespan.testkit.InMemoryMetadataCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.glue.GlueClient;

/** What people write about an Iceberg table, through whole passes of the sync, whoever commits in between. */
class IcebergSyncIT {
    private static final TableRef PEOPLE = TableRef.of(GlueLake.DATABASE, "people");
    private static final Schema SCHEMA = new Schema(
            required(1, "id", Types.LongType.get(), "the key"), optional(2, "email", Types.StringType.get()));
    private static final Annotations GOLD =
            Annotations.none().withTag(Tag.of("GOLD")).withAttribute("gdpr.level", "3");
    private static final Annotations PII = Annotations.none().withTag(Tag.of("PII"));

    @RegisterExtension
    static final GlueLake LAKE = new GlueLake();

    private final InMemoryMetadataCatalog right = new InMemoryMetadataCatalog("right");
    private final InMemoryAgreementStore agreements = new InMemoryAgreementStore();
    private GlueMetadataCatalog glue;
    private Map<TableFormat, FormatAdapter> formats;
    private GlueClient client;

    @BeforeEach
    void open() {
        glue = LAKE.catalog();
        formats = Map.of(TableFormat.ICEBERG, IcebergFormatAdapter.open(LAKE.config()));
        client = LAKE.client();
        LAKE.create(PEOPLE, SCHEMA);
        pass();
        editRight(table -> table.withDescription(Optional.of("who buys"))
                .withOwner(Optional.of("ann"))
                .withAnnotations(GOLD)
                .withColumn("email", column -> column.withDescription(Optional.of("where mail goes"))
                        .withAnnotations(PII)));
        pass();
    }

    @AfterEach
    void close() {
        LAKE.drop(PEOPLE);
        client.close();
        formats.values().forEach(FormatAdapter::close);
        glue.close();
    }

    @Test
    void whatIsWrittenOnTheRightStandsInTheTableAndInItsEntry() {
        assertThat(LAKE.load(PEOPLE).properties())
                .containsEntry("comment", "who buys")
                .containsEntry("owner", "ann")
                .containsEntry("lakespan.column.email.tag.PII", "true")
                .containsEntry("lakespan.column-ids", "2=email");
        assertEntryIsWhole();
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void anEntryRewrittenByAnEngineThatKnowsNothingOfItIsRestored() {
        GlueLake.commitData(LAKE.load(PEOPLE), 1);
        rewriteAsTrinoDoes();

        pass();

        assertEntryIsWhole();
        assertThat(right().description()).contains("who buys");
        assertThat(right().annotations()).isEqualTo(GOLD);
        assertThat(right().schema().column("email").orElseThrow().annotations()).isEqualTo(PII);
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void aCommitOfIcebergsOwnCatalogLosesNothing() {
        GlueLake.commitData(LAKE.load(PEOPLE), 1);

        pass();

        assertEntryIsWhole();
        assertThat(right().owner()).contains("ann");
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void anotherAnnotationLeavesTheFormerOnesWhereTheyAre() {
        editRight(table -> table.withAnnotations(GOLD.withTag(Tag.of("NEW"))));

        pass();

        assertEntryIsWhole();
        assertThat(entry().parameters()).containsEntry("lakespan.tag.NEW", "true");
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void aTagFollowsAColumnThatWasRenamedInTheLake() {
        LAKE.load(PEOPLE).updateSchema().renameColumn("email", "mail").commit();
        rewriteAsTrinoDoes();

        pass();

        assertThat(right().schema().column("mail").orElseThrow().annotations()).isEqualTo(PII);
        assertThat(right().schema().column("email")).isEmpty();
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void whatIsRemovedOnTheRightGoesEverywhere() {
        editRight(table -> table.withDescription(Optional.empty())
                .withOwner(Optional.empty())
                .withAnnotations(Annotations.none())
                .withColumn("email", column -> column.withDescription(Optional.empty())
                        .withAnnotations(Annotations.none())));

        pass();

        assertThat(LAKE.load(PEOPLE).properties().keySet())
                .noneMatch(key -> key.startsWith("lakespan.") || key.equals("owner") || key.equals("comment"));
        assertThat(entry().parameters().keySet()).noneMatch(key -> key.startsWith("lakespan."));
        assertThat(entry().description()).isNull();
        assertThat(entry().storageDescriptor().columns().get(1).comment()).isNull();
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void aDescriptionEditedInTheEntryArrivesInTheTableAndOnTheRight() {
        Versioned<Table> read = glue.find(PEOPLE).orElseThrow();
        glue.put(read.value().withDescription(Optional.of("by hand")), Expected.at(read.version()));

        pass();

        assertThat(right().description()).contains("by hand");
        assertThat(LAKE.load(PEOPLE).properties()).containsEntry("comment", "by hand");
        assertThat(plan().changes()).isEmpty();
    }

    private void assertEntryIsWhole() {
        assertThat(entry().description()).isEqualTo("who buys");
        assertThat(entry().owner()).isEqualTo("ann");
        assertThat(entry().parameters())
                .containsEntry("lakespan.tag.GOLD", "true")
                .containsEntry("lakespan.attribute.gdpr.level", "3")
                .containsEntry("lakespan.column.email.tag.PII", "true");
        assertThat(entry().storageDescriptor().columns().get(1).comment()).isEqualTo("where mail goes");
    }

    /** Description, owner and foreign parameters gone, Iceberg's column parameters replaced by Trino's. */
    private void rewriteAsTrinoDoes() {
        software.amazon.awssdk.services.glue.model.Table entry = entry();
        Map<String, String> pointers = entry.parameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().contains("metadata_location")
                        || parameter.getKey().equals("table_type"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<software.amazon.awssdk.services.glue.model.Column> columns = LAKE.load(PEOPLE).schema().columns().stream()
                .map(field -> software.amazon.awssdk.services.glue.model.Column.builder()
                        .name(field.name())
                        .type("string")
                        .parameters(Map.of("trino_iceberg_field_id", Integer.toString(field.fieldId())))
                        .build())
                .toList();
        client.updateTable(update -> update.databaseName(PEOPLE.database()).tableInput(input -> input.name(
                        PEOPLE.name())
                .tableType("EXTERNAL_TABLE")
                .parameters(pointers)
                .storageDescriptor(storage ->
                        storage.location(entry.storageDescriptor().location()).columns(columns))));
    }

    private software.amazon.awssdk.services.glue.model.Table entry() {
        return client.getTable(get -> get.databaseName(PEOPLE.database()).name(PEOPLE.name()))
                .table();
    }

    private Table right() {
        return right.find(PEOPLE).orElseThrow().value();
    }

    private void editRight(UnaryOperator<Table> change) {
        Versioned<Table> read = right.find(PEOPLE).orElseThrow();
        right.put(change.apply(read.value()), Expected.at(read.version()));
    }

    private SyncPlan plan() {
        SyncReader reader = new SyncReader(glue, right, agreements, formats);
        return SyncPlanner.plan(reader.read(GlueLake.DATABASE), SyncOptions.defaults());
    }

    private void pass() {
        List<Outcome> outcomes = new SyncExecutor(SideWriter.of(glue, formats), SideWriter.of(right), agreements)
                .apply(plan(), outcome -> {});
        assertThat(outcomes).allMatch(Outcome.Applied.class::isInstance);
    }
}
