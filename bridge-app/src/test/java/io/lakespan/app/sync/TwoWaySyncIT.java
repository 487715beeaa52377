package io.lakespan.app.sync;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.AtlasUser;
import io.lakespan.app.fixture.CommandRun;
import io.lakespan.app.fixture.GlueEngine;
import io.lakespan.model.TableRef;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.glue.model.Column;

/** An Iceberg table in Glue and its entity in Atlas, edited by people on both sides, in the order a day brings it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoWaySyncIT {
    @RegisterExtension
    static final SyncStack STACK = new SyncStack("two-way-sync");

    private static final Schema PEOPLE = new Schema(
            required(1, "id", Types.LongType.get(), "the key"), optional(2, "email", Types.StringType.get()));
    private static final TableRef REF = TableRef.of("crm", "people");
    private static final String TABLE = "crm.people@lakespan";
    private static final String EMAIL = "crm.people.email@lakespan";
    private static String term;

    @BeforeAll
    static void aTableInGlue() {
        engine().createDatabase("crm");
        engine().create(REF, PEOPLE);
        engine().commitData(REF, 1);
        AtlasUser atlas = atlas();
        STACK.apply();
        atlas.createTag("PII", "level");
        atlas.createTag("GOLD", "since");
        atlas.createBusinessAttribute("gdpr", "basis");
        term = atlas.createTerm("Sales", "Customer");
    }

    @Test
    @Order(1)
    void whatIsAddedInAtlasArrivesInGlueAndInTheTableItself() {
        AtlasUser atlas = atlas();
        String table = atlas.guid("iceberg_table", TABLE);
        String email = atlas.guid("iceberg_column", EMAIL);
        atlas.edit(table, "description", "All people we know");
        atlas.edit(table, "owner", "ann");
        atlas.edit(email, "description", "Where to write to");
        atlas.tag(table, "GOLD", "since", "2026");
        atlas.tag(email, "PII", "level", "high");
        atlas.assign(term, table);
        atlas.assign(term, email);
        atlas.set(table, "gdpr", "basis", "contract");
        atlas.set(email, "gdpr", "basis", "consent");
        STACK.apply();
        assertGlueAndTableSayIt();
        STACK.nothingIsLeftToDo();
    }

    @Test
    @Order(2)
    void itSurvivesACommitOfDataASchemaChangeAndTrino() {
        engine().commitData(REF, 2);
        STACK.apply();
        assertGlueAndTableSayIt();
        engine().load(REF)
                .updateSchema()
                .addColumn("phone", Types.StringType.get())
                .commit();
        STACK.apply();
        assertGlueAndTableSayIt();
        engine().rewriteAsTrinoDoes(REF);
        STACK.apply();
        assertGlueAndTableSayIt();
        STACK.nothingIsLeftToDo();
    }

    @Test
    @Order(3)
    void aRenamedColumnKeepsItsTagAndItsEntity() {
        String before = atlas().guid("iceberg_column", EMAIL);
        engine().load(REF).updateSchema().renameColumn("email", "mail").commit();
        STACK.apply();
        String mail = "crm.people.mail@lakespan";
        assertThat(atlas().guid("iceberg_column", mail)).isEqualTo(before);
        assertThat(atlas().tags("iceberg_column", mail)).containsExactly("PII");
        assertThat(engine().entry(REF).parameters())
                .containsEntry("lakespan.column.mail.tag.PII.level", "high")
                .doesNotContainKey("lakespan.column.email.tag.PII");
        engine().load(REF).updateSchema().renameColumn("mail", "email").commit();
        STACK.apply();
        assertGlueAndTableSayIt();
        STACK.nothingIsLeftToDo();
    }

    @Test
    @Order(4)
    void whatIsSetInTheTableOrInGlueArrivesInAtlas() {
        engine().load(REF)
                .updateProperties()
                .set("comment", "Everybody we know")
                .set("lakespan.tag.SILVER", "true")
                .commit();
        STACK.apply();
        assertThat(atlas().text("iceberg_table", TABLE, "description")).isEqualTo("Everybody we know");
        assertThat(atlas().tags("iceberg_table", TABLE)).containsExactly("GOLD", "SILVER");
        engine().describe(REF, "All people we know");
        STACK.apply();
        assertThat(atlas().text("iceberg_table", TABLE, "description")).isEqualTo("All people we know");
        assertThat(engine().load(REF).properties()).containsEntry("comment", "All people we know");
        atlas().untag(atlas().guid("iceberg_table", TABLE), "SILVER");
        STACK.apply();
        assertThat(engine().load(REF).properties()).doesNotContainKey("lakespan.tag.SILVER");
        assertGlueAndTableSayIt();
        STACK.nothingIsLeftToDo();
    }

    @Test
    @Order(5)
    void bothChangedIsAConflictThatThePersonAtTheCommandLineResolves() {
        atlas().edit(atlas().guid("iceberg_table", TABLE), "owner", "bob");
        engine().load(REF).updateProperties().set("owner", "carl").commit();
        CommandRun held = STACK.command("sync", "apply");
        assertThat(held.status()).as(held.err()).isEqualTo(11);
        assertThat(held.out()).contains("CONFLICT", "'carl'", "'bob'");
        CommandRun list = STACK.command("sync", "conflicts", "list");
        String id = list.out().lines().skip(1).findFirst().orElseThrow().substring(0, 8);
        assertThat(STACK.command("sync", "conflicts", "show", id).out()).contains("crm.people", "owner", "ann");
        assertThat(atlas().text("iceberg_table", TABLE, "owner")).isEqualTo("bob");
        assertThat(engine().load(REF).properties()).containsEntry("owner", "carl");
        assertThat(STACK.command("sync", "conflicts", "resolve", id, "--use", "atlas")
                        .status())
                .isZero();
        STACK.apply();
        assertThat(engine().load(REF).properties()).containsEntry("owner", "bob");
        assertThat(engine().entry(REF).owner()).isEqualTo("bob");
        assertThat(STACK.command("sync", "conflicts", "list").out()).contains("No conflicts");
        STACK.nothingIsLeftToDo();
    }

    @Test
    @Order(6)
    void aRenamedTableKeepsItsEntityAndItsTags() {
        String before = atlas().guid("iceberg_table", TABLE);
        TableRef contacts = TableRef.of("crm", "contacts");
        engine().rename(REF, contacts);
        STACK.apply();
        assertThat(atlas().guid("iceberg_table", "crm.contacts@lakespan")).isEqualTo(before);
        assertThat(atlas().tags("iceberg_table", "crm.contacts@lakespan")).containsExactly("GOLD");
        engine().rename(contacts, REF);
        STACK.apply();
        assertThat(atlas().guid("iceberg_table", TABLE)).isEqualTo(before);
        STACK.nothingIsLeftToDo();
    }

    @Test
    @Order(7)
    void whatIsRemovedInAtlasGoesEverywhere() {
        AtlasUser atlas = atlas();
        String table = atlas.guid("iceberg_table", TABLE);
        String email = atlas.guid("iceberg_column", EMAIL);
        atlas.untag(table, "GOLD");
        atlas.untag(email, "PII");
        atlas.unassign(term, table);
        atlas.unassign(term, email);
        atlas.unset(table, "gdpr", "basis", "contract");
        atlas.unset(email, "gdpr", "basis", "consent");
        STACK.apply();
        assertThat(engine().entry(REF).parameters().keySet()).noneMatch(key -> key.startsWith("lakespan."));
        assertThat(engine().load(REF).properties().keySet()).noneMatch(key -> key.startsWith("lakespan."));
        STACK.nothingIsLeftToDo();
    }

    private static void assertGlueAndTableSayIt() {
        software.amazon.awssdk.services.glue.model.Table entry = engine().entry(REF);
        assertThat(entry.description()).isEqualTo("All people we know");
        assertThat(entry.owner()).isEqualTo("ann");
        assertThat(entry.storageDescriptor().columns())
                .filteredOn(column -> column.name().equals("email"))
                .extracting(Column::comment)
                .containsExactly("Where to write to");
        assertAnnotations(entry.parameters());
        org.apache.iceberg.Table table = engine().load(REF);
        assertThat(table.properties())
                .containsEntry("comment", "All people we know")
                .containsEntry("owner", "ann");
        assertThat(table.schema().findField("email").doc()).isEqualTo("Where to write to");
        assertAnnotations(table.properties());
    }

    private static void assertAnnotations(Map<String, String> parameters) {
        assertThat(parameters)
                .containsEntry("lakespan.tag.GOLD", "true")
                .containsEntry("lakespan.tag.GOLD.since", "2026")
                .containsEntry("lakespan.term.Sales.Customer", "true")
                .containsEntry("lakespan.attribute.gdpr.basis", "contract")
                .containsEntry("lakespan.column.email.tag.PII.level", "high")
                .containsEntry("lakespan.column.email.term.Sales.Customer", "true")
                .containsEntry("lakespan.column.email.attribute.gdpr.basis", "consent");
    }

    private static GlueEngine engine() {
        return STACK.engine();
    }

    private static AtlasUser atlas() {
        return STACK.atlas();
    }
}
