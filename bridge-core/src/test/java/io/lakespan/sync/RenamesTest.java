package io.lakespan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Modification;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.Capability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RenamesTest {
    private static final Version V1 = Version.of("1");
    private static final Version V2 = Version.of("2");

    @Test
    void aTableThatWentToAnotherDatabaseIsRenamedThere() {
        List<SyncPlan> plans = plans(
                SyncOptions.defaults(),
                pair("archive", List.of(iceberg("archive.orders", "u1")), List.of()),
                pair("shop", List.of(), List.of(iceberg("shop.orders", "u1"))));
        assertThat(subjects(plans.get(0))).containsExactly("rename shop.orders to archive.orders");
        assertThat(plans.get(1).changes()).isEmpty();
    }

    @Test
    void twoTablesOfOneIdentityThatWentAreNotRenamed() {
        List<Table> before = List.of(iceberg("shop.a", "u1"), iceberg("shop.b", "u1"));
        assertThat(subjects(plan(List.of(iceberg("shop.c", "u1")), before)))
                .containsExactlyInAnyOrder("create shop.c", "drop shop.a", "drop shop.b");
    }

    @Test
    void aHudiTableIsKnownByItsBasePath() {
        Table before = Table.of(TableRef.parse("shop.a"), TableFormat.HUDI, Schema.of(Column.of("id", "int")))
                .withLocation(Optional.of("s3://lake/a"));
        assertThat(subjects(plan(List.of(before.withRef(TableRef.parse("shop.b"))), List.of(before))))
                .containsExactly("rename shop.a to shop.b");
    }

    @Test
    void aTableWithoutIdentityComesAnew() {
        Table before = Table.of(TableRef.parse("shop.a"), TableFormat.HIVE, Schema.of(Column.of("id", "int")));
        assertThat(subjects(plan(List.of(before.withRef(TableRef.parse("shop.b"))), List.of(before))))
                .containsExactly("create shop.b", "drop shop.a");
    }

    @Test
    void aNameIsTakenAfterTheTableThatHadItHasLeft() {
        List<Table> before = List.of(iceberg("shop.orders", "u1"), iceberg("shop.orders_new", "u2"));
        List<Table> now = List.of(iceberg("shop.orders", "u2"), iceberg("shop.orders_old", "u1"));
        assertThat(subjects(plan(now, before)))
                .containsExactly("rename shop.orders to shop.orders_old", "rename shop.orders_new to shop.orders");
    }

    @Test
    void aTableMadeAnewUnderANameWhoseTableLeftIsCreated() {
        List<Table> now = List.of(iceberg("shop.orders", "u2"), iceberg("shop.orders_old", "u1"));
        assertThat(subjects(plan(now, List.of(iceberg("shop.orders", "u1")))))
                .containsExactly("rename shop.orders to shop.orders_old", "create shop.orders");
    }

    @Test
    void tablesThatExchangedTheirNamesAreMergedWhereTheyAre() {
        List<Table> before = List.of(iceberg("shop.a", "u1"), iceberg("shop.b", "u2"));
        List<Table> now = List.of(iceberg("shop.a", "u2"), iceberg("shop.b", "u1"));
        assertThat(subjects(plan(now, before))).containsExactly("merge shop.a", "merge shop.b");
    }

    @Test
    void aConflictOnARenamedTableIsInThePlanUnderItsNewName() {
        Table left = iceberg("shop.b", "u1").withOwner(Optional.of("ann"));
        Table right = iceberg("shop.a", "u1").withOwner(Optional.of("bob"));
        DatabasePair pair = new DatabasePair(
                "shop",
                agreed("shop", List.of(iceberg("shop.a", "u1"))),
                listed("shop", V2, List.of(left)),
                listed("shop", V2, List.of(right)));
        SyncPlan plan = SyncPlanner.plan(pair, SyncOptions.defaults());
        assertThat(plan.conflicts()).extracting(Conflict::subject).containsExactly("shop.b");
        assertThat(plan.found(Finding.Kind.CONFLICT)).isTrue();
    }

    @Test
    void theNewerSideWinsOnARenamedTableToo() {
        Versioned<Table> left = at(iceberg("shop.b", "u1").withOwner(Optional.of("ann")), "2026-01-01T00:00:00Z");
        Versioned<Table> right = at(iceberg("shop.a", "u1").withOwner(Optional.of("bob")), "2026-01-02T00:00:00Z");
        DatabasePair pair = new DatabasePair(
                "shop", agreed("shop", List.of(iceberg("shop.a", "u1"))), view("shop", left), view("shop", right));
        SyncPlan plan = SyncPlanner.plan(pair, SyncOptions.defaults().withPolicy(ConflictPolicy.NEWEST));
        assertThat(plan.conflicts()).isEmpty();
        Change.RenameTable rename = (Change.RenameTable) plan.changes().get(0);
        assertThat(rename.merge().agreement().base().owner()).contains("bob");
    }

    @Test
    void whereNothingCanBeRenamedTheTableComesAnewAndTheOldOneGoes() {
        SyncPlan draft = SyncPlanner.draft(
                pair("shop", List.of(iceberg("shop.b", "u1")), List.of(iceberg("shop.a", "u1"))),
                SyncOptions.defaults());
        SyncPlanner.Scope scope =
                new SyncPlanner.Scope(EnumSet.complementOf(EnumSet.of(Capability.RENAME_TABLE)), name -> true);
        assertThat(subjects(SyncPlanner.complete(List.of(draft), SyncOptions.defaults(), scope)
                        .get(0)))
                .containsExactly("create shop.b", "drop shop.a");
    }

    @Test
    void aRenameIsRecognisedAlthoughOnlyTheNewNameIsLookedAt() {
        SyncPlan draft = SyncPlanner.draft(
                pair("shop", List.of(iceberg("shop.b", "u1")), List.of(iceberg("shop.a", "u1"))),
                SyncOptions.defaults());
        SyncPlanner.Scope scope = new SyncPlanner.Scope(EnumSet.allOf(Capability.class), "shop.b"::equals);
        assertThat(subjects(SyncPlanner.complete(List.of(draft), SyncOptions.defaults(), scope)
                        .get(0)))
                .containsExactly("rename shop.a to shop.b");
    }

    @Test
    void renamedTablesAreNoDropsForTheGuard() {
        List<Table> before = new ArrayList<>();
        List<Table> now = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            before.add(iceberg("shop.t" + i, "u" + i));
            now.add(iceberg("shop.r" + i, "u" + i));
        }
        SyncPlan plan = plan(now, before);
        assertThat(plan.changes()).hasSize(9).allMatch(Change.RenameTable.class::isInstance);
        assertThat(plan.findings()).isEmpty();
    }

    private static SyncPlan plan(List<Table> now, List<Table> before) {
        return plans(SyncOptions.defaults(), pair("shop", now, before)).get(0);
    }

    private static List<SyncPlan> plans(SyncOptions options, DatabasePair... pairs) {
        return SyncPlanner.complete(
                Arrays.stream(pairs)
                        .map(pair -> SyncPlanner.draft(pair, options))
                        .toList(),
                options);
    }

    /** What was agreed on is what the right side still shows. */
    private static DatabasePair pair(String database, List<Table> left, List<Table> right) {
        return new DatabasePair(
                database, agreed(database, right), listed(database, V2, left), listed(database, V1, right));
    }

    private static Map<TableRef, Agreement> agreed(String database, List<Table> tables) {
        Map<TableRef, Agreement> agreed =
                tables.stream().collect(Collectors.toMap(Table::ref, table -> Agreement.of(table, V1, V1)));
        agreed.put(DatabaseAsTable.ref(database), Agreement.of(DatabaseAsTable.of(Database.of(database)), V1, V1));
        return agreed;
    }

    private static DatabaseView listed(String database, Version version, List<Table> tables) {
        return view(
                database,
                tables.stream().map(table -> Versioned.of(table, version)).toList());
    }

    private static DatabaseView view(String database, Versioned<Table> table) {
        return view(database, List.of(table));
    }

    private static DatabaseView view(String database, List<Versioned<Table>> tables) {
        SortedMap<TableRef, TableView> seen = new TreeMap<>();
        tables.forEach(table -> seen.put(table.value().ref(), TableView.seen(table)));
        return new DatabaseView.Listed(Optional.of(Versioned.of(Database.of(database), V1)), seen);
    }

    private static Versioned<Table> at(Table table, String instant) {
        return new Versioned<>(table, V2, Optional.of(new Modification(Instant.parse(instant), Optional.empty())));
    }

    private static Table iceberg(String name, String uuid) {
        return Table.of(TableRef.parse(name), TableFormat.ICEBERG, Schema.of(Column.of("id", "int")))
                .withUuid(Optional.of(uuid));
    }

    private static List<String> subjects(SyncPlan plan) {
        return plan.changes().stream().map(RenamesTest::named).toList();
    }

    private static String named(Change change) {
        if (change instanceof Change.RenameTable rename) {
            return "rename " + rename.from() + " to " + rename.to();
        }
        String kind = change.getClass().getSimpleName().replace("Table", "").toLowerCase(Locale.ROOT);
        return kind + " " + change.subject();
    }
}
