package io.lakespan.testkit.convergence;

import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.FormatAdapter;
import io.lakespan.spi.MetadataCatalog;
import io.lakespan.sync.Outcome;
import io.lakespan.sync.Side;
import io.lakespan.sync.SideWriter;
import io.lakespan.sync.SyncExecutor;
import io.lakespan.sync.SyncOptions;
import io.lakespan.sync.SyncPlan;
import io.lakespan.sync.SyncPlanner;
import io.lakespan.sync.SyncReader;
import io.lakespan.testkit.InMemoryAgreementStore;
import io.lakespan.testkit.InMemoryMetadataCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two catalogs, tables that have metadata of their own, and what was agreed. */
final class World {
    static final String DATABASE = "shop";

    final InMemoryMetadataCatalog left = new InMemoryMetadataCatalog("left");
    final InMemoryMetadataCatalog right = new InMemoryMetadataCatalog("right");
    final InMemoryAgreementStore agreements = new InMemoryAgreementStore();
    final OwnMetadataTables tables = new OwnMetadataTables();
    private final Map<Integer, TableRef> names = new TreeMap<>();
    private int renames;

    World() {
        left.put(Database.of(DATABASE), Expected.absent());
    }

    void create(int table) {
        if (names.containsKey(table)) {
            return;
        }
        // A name of its own each time: what becomes of a table made anew under the old name is the planner's test.
        String name = "t" + table + "_" + renames++;
        Table fresh = Table.of(TableRef.of(DATABASE, name), TableFormat.ICEBERG, schema())
                .withUuid(Optional.of("uuid-" + name));
        left.put(fresh, Expected.absent());
        tables.commit(fresh);
        names.put(table, fresh.ref());
    }

    void drop(int table) {
        Optional.ofNullable(names.remove(table)).ifPresent(ref -> left.drop(ref, version(left, ref)));
    }

    void rename(int table) {
        Optional.ofNullable(names.get(table)).ifPresent(from -> {
            TableRef to = TableRef.of(DATABASE, "r" + renames++);
            left.rename(from, to, version(left, from));
            names.put(table, to);
        });
    }

    /** An engine of the format commits: the table's own metadata and the entry say the same afterwards. */
    void engine(int table, UnaryOperator<Table> change) {
        Optional.ofNullable(names.get(table)).ifPresent(ref -> {
            Table entry = left.find(ref).orElseThrow().value();
            Table own = change.apply(tables.own(entry).withRef(ref));
            tables.commit(own);
            left.put(own, Expected.at(version(left, ref)));
        });
    }

    void inTheEntry(int table, UnaryOperator<Table> change) {
        Optional.ofNullable(names.get(table))
                .flatMap(left::find)
                .ifPresent(found -> left.put(change.apply(found.value()), Expected.at(found.version())));
    }

    /** As Trino commits: what stood in the entry alone is gone. */
    void forgetfulCommit(int table) {
        Optional.ofNullable(names.get(table)).ifPresent(ref -> {
            Table entry = left.find(ref).orElseThrow().value();
            Table bare = entry.withDescription(Optional.empty()).withAnnotations(Annotations.none());
            List<Column> columns =
                    bare.schema().columns().stream().map(Column::bare).toList();
            left.put(bare.withSchema(bare.schema().withColumns(columns)), Expected.at(version(left, ref)));
        });
    }

    void onTheRight(int table, UnaryOperator<Table> change) {
        Optional.ofNullable(names.get(table))
                .flatMap(right::find)
                .ifPresent(found -> right.put(change.apply(found.value()), Expected.at(found.version())));
    }

    void edit(Step.Edit edit) {
        UnaryOperator<Table> change = table -> edit.topic().edit(table, edit.value());
        if (edit.side() == Side.LEFT) {
            engine(edit.table(), change);
        } else {
            onTheRight(edit.table(), change);
        }
    }

    SyncPlan plan(SyncOptions options) {
        return plan(left, right, options);
    }

    SyncPlan plan(MetadataCatalog from, MetadataCatalog to, SyncOptions options) {
        SyncReader reader = new SyncReader(from, to, agreements, formats());
        List<SyncPlan> drafts = reader.databases().stream()
                .map(database -> SyncPlanner.draft(reader.read(database), options))
                .toList();
        return drafts.isEmpty()
                ? SyncPlanner.plan(reader.read(DATABASE), options)
                : SyncPlanner.complete(drafts, options).get(0);
    }

    List<Outcome> apply(SyncPlan plan) {
        return apply(left, right, plan);
    }

    List<Outcome> apply(MetadataCatalog from, MetadataCatalog to, SyncPlan plan) {
        List<Outcome> outcomes = new ArrayList<>();
        new SyncExecutor(SideWriter.of(from, formats()), SideWriter.of(to), agreements).apply(plan, outcomes::add);
        return outcomes;
    }

    /** What people wrote on the left, by the table's identity. */
    SortedMap<String, SortedMap<String, String>> leftFacts() {
        return facts(left);
    }

    SortedMap<String, SortedMap<String, String>> rightFacts() {
        return facts(right);
    }

    SortedMap<String, SortedMap<String, String>> ownFacts() {
        SortedMap<String, SortedMap<String, String>> facts = new TreeMap<>();
        try (Stream<Versioned<Table>> listing = left.tables(DATABASE)) {
            listing.map(Versioned::value)
                    .forEach(table -> facts.put(table.uuid().orElseThrow(), Facts.of(tables.own(table))));
        }
        return facts;
    }

    SortedMap<String, TableRef> rightNames() {
        return names(right);
    }

    SortedMap<String, TableRef> leftNames() {
        return names(left);
    }

    private static SortedMap<String, TableRef> names(InMemoryMetadataCatalog side) {
        if (side.findDatabase(DATABASE).isEmpty()) {
            return new TreeMap<>();
        }
        try (Stream<Versioned<Table>> listing = side.tables(DATABASE)) {
            return listing.map(Versioned::value)
                    .collect(Collectors.toMap(
                            table -> table.uuid().orElseThrow(), Table::ref, (one, other) -> one, TreeMap::new));
        }
    }

    private static SortedMap<String, SortedMap<String, String>> facts(InMemoryMetadataCatalog side) {
        SortedMap<String, SortedMap<String, String>> facts = new TreeMap<>();
        if (side.findDatabase(DATABASE).isEmpty()) {
            return facts;
        }
        try (Stream<Versioned<Table>> listing = side.tables(DATABASE)) {
            listing.map(Versioned::value)
                    .forEach(table -> facts.put(table.uuid().orElseThrow(), Facts.of(table)));
        }
        return facts;
    }

    private Map<TableFormat, FormatAdapter> formats() {
        return Map.of(TableFormat.ICEBERG, tables);
    }

    private static Schema schema() {
        return Schema.of(
                Column.of("id", "bigint").withFieldId("1"),
                Column.of("name", "string").withFieldId("2"));
    }

    private static Version version(InMemoryMetadataCatalog side, TableRef ref) {
        return side.find(ref).orElseThrow().version();
    }
}
