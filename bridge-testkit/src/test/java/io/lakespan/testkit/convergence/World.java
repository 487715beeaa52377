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
import io.lakespan.sync.Facet;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Two catalogs, tables that have metadata of their own, and what was agreed. */
final class World {
    /** The table's identity in this test, which no product code reads. */
    private static final String ID = "id";

    private static final List<String> DATABASES = List.of("shop", "archive");

    final InMemoryMetadataCatalog left = new InMemoryMetadataCatalog("left");
    final InMemoryMetadataCatalog right = new InMemoryMetadataCatalog("right");
    final InMemoryAgreementStore agreements = new InMemoryAgreementStore();
    final OwnMetadataTables tables = new OwnMetadataTables();
    private final Map<Integer, TableRef> names = new TreeMap<>();
    /** What happened since the last pass and restricts what may follow, see the steps. */
    private final Set<Integer> displaced = new HashSet<>();

    private final Set<Integer> moved = new HashSet<>();
    private final Set<String> migrated = new HashSet<>();
    private int fresh;

    World() {
        left.put(Database.of(DATABASES.get(0)), Expected.absent());
    }

    void create(int table) {
        // A name of its own each time: what becomes of a table made anew under the old name is the planner's test.
        if (!names.containsKey(table)) {
            Table made = named("t" + table, TableFormat.ICEBERG, schema()).withUuid(Optional.of("uuid-" + fresh));
            tables.commit(made);
            appear(table, made);
        }
    }

    void createHive(int table) {
        if (!names.containsKey(table)) {
            Schema columns = Schema.of(Column.of("id", "bigint"), Column.of("name", "string"));
            appear(table, named("h" + table, TableFormat.HIVE, columns));
        }
    }

    private Table named(String prefix, TableFormat format, Schema columns) {
        fresh++;
        return Table.of(TableRef.of(DATABASES.get(0), prefix + "_" + fresh), format, columns)
                .withParameters(Map.of(ID, "table " + fresh));
    }

    private void appear(int table, Table made) {
        require(made.ref().database());
        left.put(made, Expected.absent());
        names.put(table, made.ref());
    }

    private void require(String database) {
        if (left.findDatabase(database).isEmpty()) {
            left.put(Database.of(database), Expected.absent());
        }
    }

    void migrate(int table) {
        here(table)
                .filter(entry -> entry.format() == TableFormat.HIVE && lostNothing(entry))
                .ifPresent(entry -> {
                    Table now = entry.withFormat(TableFormat.ICEBERG)
                            .withUuid(Optional.of("uuid-of-" + id(entry)))
                            .withSchema(identified(entry.schema()));
                    tables.commit(withoutAnnotations(now));
                    put(now);
                    migrated.add(id(entry));
                });
    }

    /** What is taken away and migrated between two passes is kept, see the planner; that is no step of these histories. */
    private boolean lostNothing(Table entry) {
        return right.find(entry.ref())
                .map(shown -> Facts.of(entry)
                        .keySet()
                        .containsAll(Facts.of(shown.value()).keySet()))
                .orElse(true);
    }

    private static Schema identified(Schema schema) {
        return schema.withColumns(schema.columns().stream()
                .map(column -> column.withFieldId(Facts.key(column)))
                .toList());
    }

    /** The tables whose metadata is not of the kind that was agreed on: what they lack nobody took away. */
    Set<String> migrated() {
        return Set.copyOf(migrated);
    }

    void drop(int table) {
        if (!displaced.contains(table)) {
            Optional.ofNullable(names.remove(table)).ifPresent(ref -> left.drop(ref, version(left, ref)));
        }
    }

    void rename(int table) {
        here(table)
                .filter(this::recognisable)
                .ifPresent(entry -> rename(table, TableRef.of(entry.ref().database(), "r" + fresh++)));
    }

    void move(int table) {
        here(table).filter(this::recognisable).filter(this::whole).ifPresent(entry -> {
            String to = DATABASES.get(1 - DATABASES.indexOf(entry.ref().database()));
            require(to);
            rename(table, TableRef.of(to, "m" + fresh++));
            moved.add(table);
        });
    }

    /** A table that got both an identity and a name, or a column's, since the last pass is known by neither. */
    private boolean recognisable(Table entry) {
        return !migrated.contains(id(entry));
    }

    /** Whether entry and own metadata say the same. */
    private boolean whole(Table entry) {
        return Facts.of(entry).equals(Facts.of(own(entry)));
    }

    void takeName(int table, int other) {
        boolean two = table != other && iceberg(table) && iceberg(other);
        if (two && displaced.isEmpty()) {
            TableRef taken = names.get(other);
            rename(other);
            displaced.add(other);
            if (taken.database().equals(names.get(table).database())) {
                rename(table, taken);
            }
        }
    }

    private boolean iceberg(int table) {
        return here(table)
                .filter(this::recognisable)
                .filter(entry -> entry.format() == TableFormat.ICEBERG)
                .isPresent();
    }

    /** Nothing but its name tells a Hive table from others: under another name it is another table. */
    private void rename(int table, TableRef to) {
        TableRef from = names.get(table);
        left.rename(from, to, version(left, from));
        names.put(table, to);
        here(table)
                .filter(entry -> entry.format() == TableFormat.HIVE)
                .ifPresent(entry -> put(entry.withParameters(Map.of(ID, "table " + to))));
    }

    /**
     * An engine of the format commits: the table's own metadata and the entry say the same afterwards; whose the entry is
     * it does not touch.
     */
    void engine(int table, UnaryOperator<Table> change) {
        here(table).filter(this::recognisable).ifPresent(entry -> {
            Table before = own(entry);
            Table own = change.apply(before.withRef(entry.ref()));
            if (own.format() == TableFormat.ICEBERG) {
                tables.commit(own);
            }
            boolean sameOwner = own.owner().equals(before.owner());
            put(sameOwner ? own.withOwner(entry.owner()) : own);
        });
    }

    void inTheEntry(int table, UnaryOperator<Table> change) {
        if (!moved.contains(table)) {
            here(table).ifPresent(entry -> put(change.apply(entry)));
        }
    }

    /** As Trino commits: what stood in the entry alone is gone. */
    void forgetfulCommit(int table) {
        if (iceberg(table)) {
            Table entry = here(table).orElseThrow();
            Table bare = entry.withDescription(Optional.empty()).withAnnotations(Annotations.none());
            List<Column> columns =
                    bare.schema().columns().stream().map(Column::bare).toList();
            put(bare.withSchema(bare.schema().withColumns(columns)));
        }
    }

    void onTheRight(int table, UnaryOperator<Table> change) {
        Optional.ofNullable(names.get(table))
                .flatMap(right::find)
                .ifPresent(found -> right.put(change.apply(found.value()), Expected.at(found.version())));
    }

    void dropOnTheRight(int table) {
        Optional.ofNullable(names.get(table))
                .flatMap(right::find)
                .ifPresent(found -> right.drop(found.value().ref(), found.version()));
    }

    void describe(Side side, int database, Optional<String> text) {
        InMemoryMetadataCatalog catalog = side == Side.LEFT ? left : right;
        catalog.findDatabase(DATABASES.get(database))
                .ifPresent(found -> catalog.put(found.value().withDescription(text), Expected.at(found.version())));
    }

    void dropDatabase(int database) {
        String name = DATABASES.get(database);
        List<Integer> inside = names.keySet().stream()
                .filter(table -> names.get(table).database().equals(name))
                .toList();
        if (displaced.isEmpty()) {
            inside.forEach(this::drop);
            left.findDatabase(name).ifPresent(found -> left.dropDatabase(name, found.version()));
        }
    }

    void edit(Step.Edit edit) {
        UnaryOperator<Table> change = table -> edit.topic().edit(table, edit.value());
        if (edit.side() == Side.LEFT) {
            engine(edit.table(), change);
        } else {
            onTheRight(edit.table(), change);
        }
    }

    List<SyncPlan> plan(SyncOptions options) {
        return plan(left, right, options);
    }

    List<SyncPlan> plan(MetadataCatalog from, MetadataCatalog to, SyncOptions options) {
        SyncReader reader = new SyncReader(from, to, agreements, formats());
        List<SyncPlan> drafts = reader.databases().stream()
                .map(database -> SyncPlanner.draft(reader.read(database), options))
                .toList();
        return SyncPlanner.complete(drafts, options);
    }

    List<Outcome> apply(List<SyncPlan> plans) {
        List<Outcome> outcomes = apply(left, right, plans);
        passed();
        return outcomes;
    }

    List<Outcome> apply(MetadataCatalog from, MetadataCatalog to, List<SyncPlan> plans) {
        List<Outcome> outcomes = new ArrayList<>();
        SyncExecutor executor = new SyncExecutor(SideWriter.of(from, formats()), SideWriter.of(to), agreements);
        plans.forEach(plan -> executor.apply(plan, outcomes::add));
        return outcomes;
    }

    void passed() {
        displaced.clear();
        moved.clear();
        migrated.clear();
    }

    /** What people wrote on the left, by the table's identity; a database's by its name. */
    SortedMap<String, SortedMap<String, String>> leftFacts() {
        return facts(left, table -> table);
    }

    SortedMap<String, SortedMap<String, String>> rightFacts() {
        return facts(right, table -> table);
    }

    SortedMap<String, SortedMap<String, String>> ownFacts() {
        return facts(left, this::own);
    }

    SortedMap<String, TableRef> leftNames() {
        return each(left, Table::ref);
    }

    SortedMap<String, TableRef> rightNames() {
        return each(right, Table::ref);
    }

    /** The tables that are in another database on the left than on the right. */
    Set<String> moved() {
        SortedMap<String, TableRef> here = leftNames();
        SortedMap<String, TableRef> there = rightNames();
        here.keySet().retainAll(there.keySet());
        here.entrySet().removeIf(entry -> entry.getValue()
                .database()
                .equals(there.get(entry.getKey()).database()));
        return here.keySet();
    }

    /** Whether the fact is about a column the left does not have any more. */
    boolean isOfGoneColumn(String id, String fact) {
        return fact.startsWith("column ")
                && !each(left, table -> table.schema().columns().stream()
                                .map(Facts::key)
                                .toList())
                        .get(id)
                        .contains(fact.split(" ")[1]);
    }

    /** What the format says of each table, where a catalog shows it. */
    SortedMap<String, List<Object>> leftFormats() {
        return each(left, World::format);
    }

    SortedMap<String, List<Object>> rightFormats() {
        return each(right, World::format);
    }

    private static List<Object> format(Table table) {
        return Stream.of(Facet.values())
                .filter(facet -> facet.ownedByFormat() && facet != Facet.POINTER)
                .<Object>map(facet -> facet.of(table))
                .toList();
    }

    private static SortedMap<String, SortedMap<String, String>> facts(
            InMemoryMetadataCatalog side, UnaryOperator<Table> reading) {
        SortedMap<String, SortedMap<String, String>> facts = each(side, table -> Facts.of(reading.apply(table)));
        side.databases().forEach(database -> facts.put(database.value().name(), Facts.of(database.value())));
        return facts;
    }

    private static <T> SortedMap<String, T> each(InMemoryMetadataCatalog side, Function<Table, T> shown) {
        SortedMap<String, T> each = new TreeMap<>();
        for (Versioned<Database> database : side.databases()) {
            try (Stream<Versioned<Table>> listing = side.tables(database.value().name())) {
                listing.map(Versioned::value).forEach(table -> {
                    if (each.put(id(table), shown.apply(table)) != null) {
                        throw new AssertionError(id(table) + " is there twice in " + side.name());
                    }
                });
            }
        }
        return each;
    }

    private Optional<Table> here(int table) {
        return Optional.ofNullable(names.get(table)).flatMap(left::find).map(Versioned::value);
    }

    private Table own(Table entry) {
        return entry.format() == TableFormat.ICEBERG ? tables.own(entry) : entry;
    }

    private void put(Table entry) {
        left.put(entry, Expected.at(version(left, entry.ref())));
    }

    private static Table withoutAnnotations(Table table) {
        return table.withDescription(Optional.empty())
                .withOwner(Optional.empty())
                .withAnnotations(Annotations.none())
                .withSchema(table.schema()
                        .withColumns(table.schema().columns().stream()
                                .map(Column::bare)
                                .toList()));
    }

    private static String id(Table table) {
        return table.parameters().get(ID);
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
