package io.lakespan.sync;

import static io.lakespan.sync.Finding.Kind.FOREIGN;
import static io.lakespan.sync.Finding.Kind.UNDECIDED;
import static java.util.Objects.requireNonNull;

import io.lakespan.model.Database;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Decides what brings both sides of one database together: a pure function of what was agreed and what both sides show
 * now.
 *
 * <p>Absent and unknown are different. A table is dropped only when it was agreed on once and the complete listing of the
 * left side proves it gone; whatever could not be read is undecided and stays as it is.
 */
public final class SyncPlanner {
    private final String database;
    private final Map<TableRef, Agreement> agreed;
    private final KnownTables known;
    private final DatabaseView.Listed left;
    private final DatabaseView.Listed right;
    private final SyncOptions options;
    private final List<Change> changes = new ArrayList<>();
    private final List<Change> drops = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();

    private SyncPlanner(DatabasePair pair, DatabaseView.Listed left, DatabaseView.Listed right, SyncOptions options) {
        this.database = pair.name();
        this.agreed = pair.agreed();
        this.known = KnownTables.of(agreed);
        this.left = left;
        this.right = right;
        this.options = options;
    }

    /** The whole plan for one database looked at alone; the same arguments always give the same plan. */
    public static SyncPlan plan(DatabasePair pair, SyncOptions options) {
        return complete(List.of(draft(pair, options)), options).get(0);
    }

    /**
     * What one database needs, before renames are recognised and drops are guarded; to be given to {@link #complete}
     * together with the drafts of all other databases of the pass.
     */
    public static SyncPlan draft(DatabasePair pair, SyncOptions options) {
        return pair.left()
                .match(
                        left -> pair.right()
                                .match(
                                        right -> new SyncPlanner(pair, left, right, options).plan(),
                                        unread -> undecided(pair, unread)),
                        unread -> undecided(pair, unread));
    }

    /** The plans: a table that left one place and came to another is renamed, and no more is dropped than is allowed. */
    public static List<SyncPlan> complete(List<SyncPlan> drafts, SyncOptions options) {
        return complete(drafts, options, Scope.everything());
    }

    /** As {@link #complete(List, SyncOptions)}, within a scope. */
    public static List<SyncPlan> complete(List<SyncPlan> drafts, SyncOptions options, Scope scope) {
        List<SyncPlan> plans =
                scope.right().contains(Capability.RENAME_TABLE) ? Renames.recognised(drafts, options) : drafts;
        return plans.stream()
                .map(plan -> DropGuard.guarded(plan.restrictedTo(scope.names()), options))
                .toList();
    }

    /**
     * What a plan may be about.
     *
     * @param right what the right side can do: where nothing is renamed, a table comes anew and the old one goes
     * @param names the {@code database} or {@code database.table} that are looked at, see {@link SyncPlan#restrictedTo}
     */
    public record Scope(Set<Capability> right, Predicate<String> names) {
        public Scope {
            right = Set.copyOf(right);
            requireNonNull(names, "names");
        }

        public static Scope everything() {
            return new Scope(Set.of(Capability.values()), name -> true);
        }
    }

    private static SyncPlan undecided(DatabasePair pair, DatabaseView.Unread unread) {
        SortedSet<String> identities = new TreeSet<>();
        pair.agreed().values().forEach(agreement -> Renames.identity(agreement.base())
                .ifPresent(identities::add));
        return SyncPlan.undecided(pair.name(), new Finding(UNDECIDED, pair.name(), unread.reason()), identities);
    }

    private SyncPlan plan() {
        decideDatabase();
        refs().forEach(this::decide);
        changes.addAll(drops);
        decideDatabaseDrop();
        return new SyncPlan(database, right.tables().size(), changes, findings, conflicts, new TreeSet<>());
    }

    private SortedSet<TableRef> refs() {
        SortedSet<TableRef> refs = new TreeSet<>(left.tables().keySet());
        refs.addAll(right.tables().keySet());
        refs.addAll(agreed.keySet());
        refs.removeIf(DatabaseAsTable::is);
        return refs;
    }

    private void decideDatabase() {
        if (left.database().isEmpty()) {
            return;
        }
        Versioned<Database> here = left.database().get();
        if (right.database().isEmpty()) {
            changes.add(new Change.CreateDatabase(here.value(), here.version()));
        } else {
            merge(
                    TableView.seen(DatabaseAsTable.of(here)),
                    DatabaseAsTable.of(right.database().get()));
        }
    }

    private void decideDatabaseDrop() {
        TableRef ref = DatabaseAsTable.ref(database);
        if (left.database().isPresent() || !agreed.containsKey(ref)) {
            return;
        }
        if (right.database().isEmpty()) {
            changes.add(new Change.Agree(ref, Optional.empty()));
        } else if (drops.size() == right.tables().size()) {
            changes.add(new Change.DropDatabase(database, right.database().get().version()));
        }
    }

    private void decide(TableRef ref) {
        Optional<TableView> here = Optional.ofNullable(left.tables().get(ref));
        Optional<TableView> there = Optional.ofNullable(right.tables().get(ref));
        if (here.isEmpty() && there.isEmpty()) {
            changes.add(new Change.Agree(ref, Optional.empty()));
        } else if (here.isEmpty()) {
            decideDrop(ref, there.get());
        } else if (there.isEmpty()) {
            seen(ref, here.get()).ifPresent(view -> changes.add(creation(view)));
        } else {
            decideMerge(ref, here.get(), there.get());
        }
    }

    private Change.CreateTable creation(TableView.Seen seen) {
        Table table = seen.table().value();
        boolean mended = options.direction() == SyncOptions.Direction.BOTH
                && !seen.torn().isEmpty();
        return new Change.CreateTable(
                seen,
                mended ? Optional.of(new Change.Write(table, seen.torn())) : Optional.empty(),
                new Change.Before(table, creating(seen, mended), Optional.empty()));
    }

    /**
     * What holds while the table is being created. What only its entry says is as it was agreed before, else a pass that
     * comes after a killed one would take it for something the table's own metadata lost.
     */
    private Agreement creating(TableView.Seen seen, boolean mended) {
        Table table = seen.table().value();
        Optional<Agreement> before = OwnMetadata.comparable(known.of(table), table);
        Table base = table;
        if (before.isPresent()) {
            Table was = Facet.SCHEMA.copy(table, before.get().base());
            for (Touched torn : seen.inEntryAlone()) {
                base = torn.facet().copy(torn.item(), was, base);
            }
        }
        SortedSet<Touched> torn = before.map(Agreement::torn).orElse(seen.inEntryAlone());
        Intent intent = new Intent(table, mended ? seen.inEntryAlone() : new TreeSet<>(), seen.inEntryAlone());
        return new Agreement(base, Agreement.NEVER, Agreement.NEVER, Set.of(), torn, Optional.of(intent));
    }

    private void decideDrop(TableRef ref, TableView there) {
        if (!agreed.containsKey(ref)) {
            findings.add(
                    new Finding(FOREIGN, ref.toString(), "exists only on the right and was never synced; left alone"));
            return;
        }
        Optional<Versioned<Table>> seen =
                there.match(view -> Optional.of(view.table()), unreadable -> Optional.empty());
        drops.add(new Change.DropTable(ref, there.version(), agreed.get(ref), seen));
    }

    private void decideMerge(TableRef ref, TableView here, TableView there) {
        if (settled(ref, here.version(), there.version())) {
            return;
        }
        Optional<TableView.Seen> leftTable = seen(ref, here);
        Optional<TableView.Seen> rightTable = seen(ref, there);
        if (leftTable.isPresent() && rightTable.isPresent()) {
            merge(leftTable.get(), rightTable.get().table());
        }
    }

    private void merge(TableView.Seen here, Versioned<Table> there) {
        TableRef ref = here.table().value().ref();
        if (settled(ref, here.version(), there.version())) {
            return;
        }
        Optional<Agreement> agreement = agreement(here.table().value(), there.value());
        TableMerge merge = TableMerge.of(agreement, new TableMerge.Sides(here, there), options);
        findings.addAll(merge.findings());
        conflicts.addAll(merge.conflicts());
        add(merge.change(replacement(here, there, agreement)), agreement);
    }

    /** A pass that was killed while names changed hands may have left the agreement under the old name. */
    private Optional<Agreement> agreement(Table here, Table there) {
        Optional<Agreement> named = Optional.ofNullable(agreed.get(here.ref()));
        return SameColumn.sameTable(here, there) ? known.of(here).or(() -> named) : named;
    }

    private Optional<Change.Replacement> replacement(
            TableView.Seen here, Versioned<Table> there, Optional<Agreement> agreement) {
        Table now = here.table().value();
        return agreement
                .filter(known -> !SameColumn.sameTable(now, known.base()) && !SameColumn.sameTable(now, there.value()))
                .map(known -> new Change.Replacement(
                        new Change.DropTable(now.ref(), there.version(), known, Optional.of(there)), creation(here)));
    }

    private boolean settled(TableRef ref, Version here, Version there) {
        Agreement agreement = agreed.get(ref);
        return agreement != null && agreement.settledAt(here, there);
    }

    private void add(Change.Merge merge, Optional<Agreement> before) {
        if (merge.left().isPresent() || merge.right().isPresent()) {
            changes.add(merge);
        } else if (!before.equals(Optional.of(merge.agreement()))) {
            changes.add(new Change.Agree(merge.agreement().base().ref(), Optional.of(merge.agreement())));
        }
    }

    private Optional<TableView.Seen> seen(TableRef ref, TableView view) {
        return view.match(Optional::of, unreadable -> {
            findings.add(new Finding(UNDECIDED, ref.toString(), unreadable.reason()));
            return Optional.empty();
        });
    }
}
