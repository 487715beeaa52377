package io.lakespan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Tag;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyncPlannerTest {
    private static final Version V1 = Version.of("1");
    private static final Version V2 = Version.of("2");
    private static final Table ORDERS = table("orders", Column.of("id", "bigint"));

    @Test
    void aNewTableIsCreatedWithItsDatabase() {
        SyncPlan plan = plan(Map.of(), listed(V1, ORDERS), DatabaseView.absent());
        assertThat(plan.changes()).hasSize(2).first().isEqualTo(new Change.CreateDatabase(Database.of("shop"), V1));
        Change.CreateTable create = (Change.CreateTable) plan.changes().get(1);
        assertThat(create.table()).isEqualTo(ORDERS);
        assertThat(create.agreement(V1, V2)).isEqualTo(Agreement.of(ORDERS, V1, V2));
    }

    @Test
    void equalTablesNeedNoWriteOnlyAnAgreement() {
        SyncPlan plan = plan(Map.of(), listed(V1, ORDERS), listed(V2, ORDERS));
        assertThat(plan.writesNothing()).isTrue();
        assertThat(plan.changes())
                .containsExactly(new Change.Agree(ORDERS.ref(), Optional.of(Agreement.of(ORDERS, V1, V2))));
    }

    @Test
    void aSettledTableIsNotEvenCompared() {
        SyncPlan plan = plan(agreed(Agreement.of(ORDERS, V1, V2)), listed(V1, ORDERS), listed(V2, ORDERS));
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.findings()).isEmpty();
    }

    @Test
    void aSchemaChangeOnTheLeftIsBroughtToTheRight() {
        Table wider = table("orders", Column.of("id", "bigint"), Column.of("total", "decimal(10,2)"));
        SyncPlan plan = plan(agreed(Agreement.of(ORDERS, V1, V1)), listed(V2, wider), listed(V1, ORDERS));
        assertThat(plan.findings()).isEmpty();
        assertThat(onlyUpdate(plan).target().schema()).isEqualTo(wider.schema());
        assertThat(onlyUpdate(plan).facets()).containsExactly(Facet.SCHEMA);
    }

    @Test
    void aSchemaEditedOnTheRightIsDriftAndSetRight() {
        Table edited = table("orders", Column.of("id", "string"));
        SyncPlan plan = plan(agreed(Agreement.of(ORDERS, V1, V1)), listed(V1, ORDERS), listed(V2, edited));
        assertThat(plan.found(Finding.Kind.DRIFT)).isTrue();
        assertThat(onlyUpdate(plan).target()).isEqualTo(ORDERS);
    }

    @Test
    void aRenamedColumnKeepsTheDescriptionItWasGivenOnTheRight() {
        Table left = table("orders", Column.of("id", "bigint").withFieldId("1"));
        Table renamed = table("orders", Column.of("order_id", "bigint").withFieldId("1"));
        Table right =
                table("orders", Column.of("id", "bigint").withFieldId("1").withDescription(Optional.of("the key")));
        SyncPlan plan = plan(agreed(Agreement.of(left, V1, V1)), listed(V2, renamed), listed(V2, right));
        assertThat(onlyMerge(plan).right().orElseThrow().target().schema().columns())
                .containsExactly(
                        Column.of("order_id", "bigint").withFieldId("1").withDescription(Optional.of("the key")));
        assertThat(onlyMerge(plan).left().orElseThrow().facets()).containsExactly(Facet.COLUMN_DESCRIPTIONS);
    }

    @Test
    void aDescriptionOnlyTheLeftChangedIsTaken() {
        Table described = ORDERS.withDescription(Optional.of("All orders"));
        SyncPlan plan = plan(agreed(Agreement.of(ORDERS, V1, V1)), listed(V2, described), listed(V1, ORDERS));
        assertThat(onlyUpdate(plan).target().description()).contains("All orders");
    }

    @Test
    void aDescriptionOnlyTheRightChangedIsBroughtToTheLeft() {
        Table described = ORDERS.withDescription(Optional.of("Edited in Atlas"));
        SyncPlan plan = plan(agreed(Agreement.of(ORDERS, V1, V1)), listed(V2, ORDERS), listed(V2, described));
        assertThat(onlyUpdateBack(plan).target().description()).contains("Edited in Atlas");
        assertThat(onlyUpdateBack(plan).facets()).containsExactly(Facet.DESCRIPTION);
    }

    @Test
    void whatChangedOnTheRightIsOnlyReportedWhenTheLeftIsNotToBeWritten() {
        Table described = ORDERS.withDescription(Optional.of("Edited in Atlas"));
        SyncPlan plan = SyncPlanner.plan(
                pair(agreed(Agreement.of(ORDERS, V1, V1)), listed(V2, ORDERS), listed(V2, described)),
                SyncOptions.defaults().withDirection(SyncOptions.Direction.TO_RIGHT));
        assertThat(plan.writesNothing()).isTrue();
        assertThat(plan.found(Finding.Kind.NOT_WRITTEN_BACK)).isTrue();
    }

    @Test
    void aFacetBothSidesChangedIsHeldWhileTheRestGoesOn() {
        Table left = table("orders", Column.of("id", "bigint"), Column.of("total", "int"))
                .withDescription(Optional.of("left"));
        Table right = ORDERS.withDescription(Optional.of("right"));
        SyncPlan plan = plan(agreed(Agreement.of(ORDERS, V1, V1)), listed(V2, left), listed(V2, right));
        assertThat(plan.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.CONFLICT);
        assertThat(plan.findings().get(0).detail())
                .contains("left")
                .contains("right")
                .contains("DESCRIPTION");
        Change.Write update = onlyUpdate(plan);
        assertThat(update.target().description()).contains("right");
        assertThat(update.target().schema()).isEqualTo(left.schema());
        Agreement agreement = onlyMerge(plan).agreement();
        assertThat(agreement.open()).containsExactly(Facet.DESCRIPTION);
        assertThat(agreement.base().description()).isEmpty();
    }

    @Test
    void anOpenConflictIsFoundAgainAlthoughNothingChangedSince() {
        Table left = ORDERS.withDescription(Optional.of("left"));
        Table right = ORDERS.withDescription(Optional.of("right"));
        SyncPlan first = plan(agreed(Agreement.of(ORDERS, V1, V1)), listed(V2, left), listed(V2, right));
        Agreement open = ((Change.Agree) first.changes().get(0)).agreement().orElseThrow();
        SyncPlan second = plan(agreed(open), listed(V2, left), listed(V2, right));
        assertThat(second.found(Finding.Kind.CONFLICT)).isTrue();
        assertThat(second.changes()).isEmpty();
    }

    @Test
    void thePolicyPreferCatalogSettlesAConflictForTheLeft() {
        Table left = ORDERS.withOwner(Optional.of("ann"));
        Table right = ORDERS.withOwner(Optional.of("bob"));
        SyncPlan plan = SyncPlanner.plan(
                pair(agreed(Agreement.of(ORDERS, V1, V1)), listed(V2, left), listed(V2, right)),
                SyncOptions.defaults().withPolicy(ConflictPolicy.PREFER_CATALOG));
        assertThat(onlyUpdate(plan).target().owner()).contains("ann");
        assertThat(plan.findings()).isEmpty();
    }

    @Test
    void anAgreedTableGoneFromACompleteListingIsDropped() {
        SyncPlan plan = plan(agreed(Agreement.of(ORDERS, V1, V2)), listed(V1), listed(V2, ORDERS));
        assertThat(plan.changes())
                .containsExactly(new Change.DropTable(
                        ORDERS.ref(), V2, Agreement.of(ORDERS, V1, V2), Optional.of(Versioned.of(ORDERS, V2))));
    }

    @Test
    void aTableOfADatabaseThatCouldNotBeReadIsNotDropped() {
        SyncPlan plan =
                plan(agreed(Agreement.of(ORDERS, V1, V2)), new DatabaseView.Unread("timeout"), listed(V2, ORDERS));
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.findings()).containsExactly(new Finding(Finding.Kind.UNDECIDED, "shop", "timeout"));
    }

    @Test
    void aTableWhoseMetadataCouldNotBeReadIsLeftAlone() {
        SortedMap<TableRef, TableView> tables = new TreeMap<>();
        tables.put(ORDERS.ref(), new TableView.Unreadable(V2, "metadata.json is gone"));
        DatabaseView left = new DatabaseView.Listed(Optional.of(database()), tables);
        SyncPlan plan = plan(agreed(Agreement.of(ORDERS, V1, V1)), left, listed(V1, ORDERS));
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.found(Finding.Kind.UNDECIDED)).isTrue();
    }

    @Test
    void aTableThatWasNeverSyncedIsForeignAndStays() {
        SyncPlan plan = plan(Map.of(), listed(V1), listed(V1, ORDERS));
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.found(Finding.Kind.FOREIGN)).isTrue();
    }

    @Test
    void upToFiveDropsPassAndSixAreHeldUntilAllowed() {
        Table[] six = IntStream.range(0, 6)
                .mapToObj(i -> table("t" + i, Column.of("id", "int")))
                .toArray(Table[]::new);
        Map<TableRef, Agreement> agreed =
                Arrays.stream(six).collect(Collectors.toMap(Table::ref, table -> Agreement.of(table, V1, V1)));
        DatabasePair all = pair(agreed, listed(V1), listed(V1, six));
        assertThat(SyncPlanner.plan(pair(agreed, listed(V1, six[0]), listed(V1, six)), SyncOptions.defaults())
                        .changes())
                .hasSize(5);
        SyncPlan held = SyncPlanner.plan(all, SyncOptions.defaults());
        assertThat(held.changes()).isEmpty();
        assertThat(held.findings().get(0).detail()).contains("--allow-drops 6");
        assertThat(SyncPlanner.plan(all, SyncOptions.defaults().allowingDrops(6))
                        .changes())
                .hasSize(6);
    }

    @Test
    void aTableGoneFromBothSidesIsForgotten() {
        SyncPlan plan = plan(agreed(Agreement.of(ORDERS, V1, V1)), listed(V1), listed(V1));
        assertThat(plan.changes()).containsExactly(new Change.Agree(ORDERS.ref(), Optional.empty()));
    }

    @Test
    void tagsGivenToDifferentThingsOnBothSidesMeetWithoutAConflict() {
        Table left = ORDERS.withAnnotations(Annotations.none().withTag(Tag.of("PII")));
        Table right = ORDERS.withColumn(
                "id", id -> id.withAnnotations(Annotations.none().withTag(Tag.of("KEY"))));
        SyncPlan plan = plan(agreed(Agreement.of(ORDERS, V1, V1)), listed(V2, left), listed(V2, right));
        assertThat(plan.findings()).isEmpty();
        Change.Merge merge = onlyMerge(plan);
        Table both = merge.agreement().base();
        assertThat(both.annotations().tags()).containsOnlyKeys("PII");
        assertThat(both.schema().columns().get(0).annotations().tags()).containsOnlyKeys("KEY");
        assertThat(merge.left().orElseThrow().target()).isEqualTo(both);
        assertThat(merge.right().orElseThrow().target()).isEqualTo(both);
    }

    @Test
    void aTagTakenAwayOnTheRightIsTakenAwayOnTheLeft() {
        Table tagged = ORDERS.withAnnotations(Annotations.none().withTag(Tag.of("PII")));
        SyncPlan plan = plan(agreed(Agreement.of(tagged, V1, V1)), listed(V1, tagged), listed(V2, ORDERS));
        assertThat(onlyUpdateBack(plan).target()).isEqualTo(ORDERS);
    }

    @Test
    void propagatedTagsAreSetByTheRightAlone() {
        Table left = ORDERS.withAnnotations(Annotations.none().withPropagatedTag(Tag.of("FORGED")));
        Table right = ORDERS.withAnnotations(Annotations.none().withPropagatedTag(Tag.of("PII")));
        SyncPlan plan = plan(agreed(Agreement.of(ORDERS, V1, V1)), listed(V2, left), listed(V2, right));
        assertThat(onlyUpdateBack(plan).target().annotations().propagatedTags()).containsOnlyKeys("PII");
    }

    @Test
    void aTableMadeAnewUnderTheOldNameKeepsWhatWasSaidAboutIt() {
        Table old = ORDERS.withUuid(Optional.of("u-1")).withDescription(Optional.of("All orders"));
        Table anew = ORDERS.withUuid(Optional.of("u-2")).withOwner(Optional.of("ann"));
        SyncPlan plan = plan(agreed(Agreement.of(old, V1, V1)), listed(V2, anew), listed(V1, old));
        assertThat(plan.findings()).isEmpty();
        Table both = onlyMerge(plan).agreement().base();
        assertThat(both.description()).contains("All orders");
        assertThat(both.owner()).contains("ann");
        assertThat(both.uuid()).contains("u-2");
    }

    @Test
    void aConflictAPersonDecidedFollowsThatWord() {
        Table left = ORDERS.withOwner(Optional.of("ann"));
        Table right = ORDERS.withOwner(Optional.of("bob"));
        DatabasePair pair = pair(agreed(Agreement.of(ORDERS, V1, V1)), listed(V2, left), listed(V2, right));
        Conflict conflict =
                SyncPlanner.plan(pair, SyncOptions.defaults()).conflicts().get(0);
        SyncOptions decided =
                SyncOptions.defaults().withResolved(List.of(new SyncOptions.Resolution(conflict, Side.RIGHT)));
        SyncPlan plan = SyncPlanner.plan(pair, decided);
        assertThat(plan.conflicts()).isEmpty();
        assertThat(onlyUpdateBack(plan).target().owner()).contains("bob");
    }

    @Test
    void aTableThatCameUnderAnotherNameWithTheSameIdentityIsRenamed() {
        Table before = ORDERS.withUuid(Optional.of("u-1")).withDescription(Optional.of("agreed"));
        Table after = before.withRef(TableRef.of("shop", "purchases"));
        Table edited = before.withDescription(Optional.of("edited in Atlas"));
        SyncPlan plan = plan(agreed(Agreement.of(before, V1, V1)), listed(V2, after), listed(V2, edited));
        assertThat(plan.changes()).hasSize(1);
        Change.RenameTable rename = (Change.RenameTable) plan.changes().get(0);
        assertThat(rename.from()).isEqualTo(before.ref());
        assertThat(rename.to()).isEqualTo(after.ref());
        assertThat(rename.merge().left().orElseThrow().target().description()).contains("edited in Atlas");
        assertThat(rename.merge().right()).isEmpty();
    }

    private static SyncPlan plan(Map<TableRef, Agreement> agreed, DatabaseView left, DatabaseView right) {
        return SyncPlanner.plan(pair(agreed, left, right), SyncOptions.defaults());
    }

    private static DatabasePair pair(Map<TableRef, Agreement> agreed, DatabaseView left, DatabaseView right) {
        Map<TableRef, Agreement> all = new TreeMap<>(agreed);
        all.put(DatabaseAsTable.ref("shop"), Agreement.of(DatabaseAsTable.of(Database.of("shop")), V1, V1));
        return new DatabasePair("shop", all, left, right);
    }

    private static Map<TableRef, Agreement> agreed(Agreement agreement) {
        return Map.of(agreement.base().ref(), agreement);
    }

    private static DatabaseView listed(Version version, Table... tables) {
        SortedMap<TableRef, TableView> seen = new TreeMap<>();
        List.of(tables).forEach(table -> seen.put(table.ref(), TableView.seen(Versioned.of(table, version))));
        return new DatabaseView.Listed(Optional.of(database()), seen);
    }

    private static Versioned<Database> database() {
        return Versioned.of(Database.of("shop"), V1);
    }

    private static Table table(String name, Column... columns) {
        return Table.of(TableRef.of("shop", name), TableFormat.ICEBERG, Schema.of(columns));
    }

    private static Change.Write onlyUpdate(SyncPlan plan) {
        assertThat(onlyMerge(plan).left()).isEmpty();
        return onlyMerge(plan).right().orElseThrow();
    }

    private static Change.Write onlyUpdateBack(SyncPlan plan) {
        assertThat(onlyMerge(plan).right()).isEmpty();
        return onlyMerge(plan).left().orElseThrow();
    }

    private static Change.Merge onlyMerge(SyncPlan plan) {
        assertThat(plan.changes()).hasSize(1);
        return (Change.Merge) plan.changes().get(0);
    }
}
