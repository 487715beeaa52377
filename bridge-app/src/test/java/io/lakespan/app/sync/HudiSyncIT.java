package io.lakespan.app.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakespan.app.fixture.AtlasUser;
import io.lakespan.app.fixture.GlueEngine;
import io.lakespan.app.fixture.HudiEngine;
import io.lakespan.app.fixture.HudiTable;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

/** A Hudi table of each type in Glue and its entity in Atlas, between people, a job and Hudi's own sync to Glue. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HudiSyncIT {
    @RegisterExtension
    static final SyncStack STACK = new SyncStack("hudi-sync");

    @TempDir
    private static Path staging;

    private static HudiEngine hudi;
    private static String term;

    @BeforeAll
    static void tablesInGlue() {
        hudi = new HudiEngine(STACK.stack(), engine().client(), staging);
        engine().createDatabase(HudiTable.DATABASE);
        for (HudiTable table : HudiTable.values()) {
            hudi.commit(table, "id", "email");
            hudi.register(table, "id", "email");
        }
        STACK.apply();
        AtlasUser atlas = atlas();
        atlas.createTag("PII", "level");
        atlas.createTag("GOLD", "since");
        atlas.createBusinessAttribute("gdpr", "basis");
        term = atlas.createTerm("Sales", "Customer");
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void whatIsAddedInAtlasArrivesInTheEntry(HudiTable table) {
        AtlasUser atlas = atlas();
        String guid = atlas.guid("hudi_table", name(table));
        String email = atlas.guid("hudi_column", name(table, "email"));
        atlas.edit(guid, "description", "All we sold");
        atlas.edit(guid, "owner", "ann");
        atlas.edit(email, "description", "Where to write to");
        atlas.tag(guid, "GOLD", "since", "2026");
        atlas.tag(email, "PII", "level", "high");
        atlas.assign(term, guid);
        atlas.assign(term, email);
        atlas.set(guid, "gdpr", "basis", "contract");
        atlas.set(email, "gdpr", "basis", "consent");
        STACK.apply();
        assertBothSayIt(table, "All we sold");
        STACK.nothingIsLeftToDo();
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void itSurvivesACommitOfDataAndTheSyncOfHudi(HudiTable table) {
        String before = entry(table).parameters().get("last_commit_time_sync");
        hudi.commit(table, "id", "email");
        hudi.sync(table);
        assertThat(entry(table).description()).isNull();
        assertThat(entry(table).owner()).isNull();
        STACK.apply();
        assertBothSayIt(table, "All we sold");
        assertThat(entry(table).parameters().get("last_commit_time_sync")).isGreaterThan(before);
        STACK.nothingIsLeftToDo();
    }

    @ParameterizedTest
    @EnumSource
    @Order(3)
    void itSurvivesASchemaChangeAndTheSyncOfHudi(HudiTable table) {
        String before = atlas().guid("hudi_column", name(table, "email"));
        hudi.commit(table, "id", "email", "phone");
        hudi.sync(table, "id", "email", "phone");
        assertThat(comment(table, "email")).isEmpty();
        STACK.apply();
        assertBothSayIt(table, "All we sold");
        assertThat(atlas().guid("hudi_column", name(table, "email"))).isEqualTo(before);
        assertThat(atlas().text("hudi_column", name(table, "phone"), "type")).isEqualTo("string");
        STACK.nothingIsLeftToDo();
    }

    @ParameterizedTest
    @EnumSource
    @Order(4)
    void aDescriptionThatAnEngineSetsInGlueArrivesInAtlasAndStays(HudiTable table) {
        engine().describe(table.shown(), "All we ever sold");
        STACK.apply();
        assertBothSayIt(table, "All we ever sold");
        STACK.nothingIsLeftToDo();
        hudi.commit(table, "id", "email", "phone");
        hudi.sync(table);
        STACK.apply();
        assertBothSayIt(table, "All we ever sold");
        STACK.nothingIsLeftToDo();
    }

    @ParameterizedTest
    @EnumSource
    @Order(5)
    void anEditInAtlasMeetsNoConflictWithTheSyncOfHudi(HudiTable table) {
        atlas().edit(atlas().guid("hudi_table", name(table)), "description", "All we sold");
        hudi.commit(table, "id", "email", "phone");
        hudi.sync(table, "id", "email", "phone");
        STACK.apply();
        assertBothSayIt(table, "All we sold");
        STACK.nothingIsLeftToDo();
    }

    @ParameterizedTest
    @EnumSource
    @Order(6)
    void whatIsRemovedInAtlasGoesFromTheEntryAndDoesNotComeBack(HudiTable table) {
        AtlasUser atlas = atlas();
        String guid = atlas.guid("hudi_table", name(table));
        String email = atlas.guid("hudi_column", name(table, "email"));
        atlas.edit(guid, "description", "");
        atlas.edit(guid, "owner", "");
        atlas.edit(email, "description", "");
        atlas.untag(guid, "GOLD");
        atlas.untag(email, "PII");
        atlas.unassign(term, guid);
        atlas.unassign(term, email);
        atlas.unset(guid, "gdpr", "basis", "contract");
        atlas.unset(email, "gdpr", "basis", "consent");
        STACK.apply();
        assertNothingIsSaid(table);
        STACK.nothingIsLeftToDo();
        hudi.sync(table, "id", "email", "phone");
        STACK.apply();
        assertNothingIsSaid(table);
        STACK.nothingIsLeftToDo();
    }

    private static void assertBothSayIt(HudiTable table, String description) {
        assertGlueSaysIt(table, description);
        assertAtlasSaysIt(table, description);
    }

    private static void assertGlueSaysIt(HudiTable table, String description) {
        Table entry = entry(table);
        assertThat(entry.description()).isEqualTo(description);
        assertThat(entry.owner()).isEqualTo("ann");
        assertThat(comment(table, "email")).isEqualTo("Where to write to");
        assertThat(entry.partitionKeys()).extracting(Column::name).containsExactly("region");
        assertThat(entry.parameters())
                .containsEntry("lakespan.description", description)
                .containsEntry("lakespan.owner", "ann")
                .containsEntry("lakespan.tag.GOLD", "true")
                .containsEntry("lakespan.tag.GOLD.since", "2026")
                .containsEntry("lakespan.term.Sales.Customer", "true")
                .containsEntry("lakespan.attribute.gdpr.basis", "contract")
                .containsEntry("lakespan.column.email.description", "Where to write to")
                .containsEntry("lakespan.column.email.tag.PII.level", "high")
                .containsEntry("lakespan.column.email.term.Sales.Customer", "true")
                .containsEntry("lakespan.column.email.attribute.gdpr.basis", "consent");
    }

    private static void assertAtlasSaysIt(HudiTable table, String description) {
        String email = name(table, "email");
        assertThat(atlas().text("hudi_table", name(table), "description")).isEqualTo(description);
        assertThat(atlas().text("hudi_table", name(table), "owner")).isEqualTo("ann");
        assertThat(atlas().text("hudi_column", email, "description")).isEqualTo("Where to write to");
        assertThat(atlas().tags("hudi_table", name(table))).containsExactly("GOLD");
        assertThat(atlas().tags("hudi_column", email)).containsExactly("PII");
        assertSaid("hudi_table", name(table), "contract");
        assertSaid("hudi_column", email, "consent");
    }

    private static void assertSaid(String type, String name, String basis) {
        JsonNode entity = atlas().entity(type, name);
        assertThat(entity.path("businessAttributes").path("gdpr").path("basis").asText())
                .isEqualTo(basis);
        assertThat(entity.path("relationshipAttributes").path("meanings"))
                .singleElement()
                .satisfies(meaning ->
                        assertThat(meaning.path("displayText").asText()).isEqualTo("Customer"));
    }

    private static void assertNothingIsSaid(HudiTable table) {
        Table entry = entry(table);
        assertThat(entry.parameters().keySet()).noneMatch(key -> key.startsWith("lakespan."));
        assertThat(entry.description()).isNullOrEmpty();
        assertThat(entry.owner()).isNullOrEmpty();
        assertThat(comment(table, "email")).isNullOrEmpty();
        assertThat(atlas().tags("hudi_table", name(table))).isEmpty();
        assertThat(atlas().tags("hudi_column", name(table, "email"))).isEmpty();
    }

    private static Table entry(HudiTable table) {
        return engine().entry(table.shown());
    }

    private static String comment(HudiTable table, String column) {
        return entry(table).storageDescriptor().columns().stream()
                .filter(found -> found.name().equals(column))
                .findFirst()
                .orElseThrow()
                .comment();
    }

    private static String name(HudiTable table) {
        return table.shown() + "@lakespan";
    }

    private static String name(HudiTable table, String column) {
        return table.shown() + "." + column + "@lakespan";
    }

    private static GlueEngine engine() {
        return STACK.engine();
    }

    private static AtlasUser atlas() {
        return STACK.atlas();
    }
}
