package io.lakespan.sync;

import static io.lakespan.sync.Finding.Kind.FOREIGN;
import static io.lakespan.sync.Finding.Kind.HELD_DROPS;
import static io.lakespan.sync.Finding.Kind.UNDECIDED;

import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides what brings the right side of one database in line with the left: a pure function of what was agreed and what
 * both sides show now.
 *
 * <p>Absent and unknown are different. A table is dropped only when it was agreed on once and the complete listing of the
 * left side proves it gone; whatever could not be read is undecided and stays as it is.
 */
public final class SyncPlanner {
    private final String database;
    private final Map<TableRef, Agreement> agreed;
    private final DatabaseView.Listed left;
    private final DatabaseView.Listed right;
    private final SyncOptions options;
    private final List<Change> changes = new ArrayList<>();
    private final List<Change.DropTable> drops = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private SyncPlanner(
            String database,
            Map<TableRef, Agreement> agreed,
            DatabaseView.Listed left,
            DatabaseView.Listed right,
            SyncOptions options) {
        this.database = database;
        this.agreed = agreed;
        this.left = left;
        this.right = right;
        this.options = options;
    }

    /** The plan for one database; the same arguments always give the same plan. */
    public static SyncPlan plan(DatabasePair pair, SyncOptions options) {
        return pair.left()
                .match(
                        left -> pair.right()
                                .match(
                                        right -> new SyncPlanner(pair.name(), pair.agreed(), left, right, options)
                                                .plan(),
                                        unread -> undecided(pair.name(), unread)),
                        unread -> undecided(pair.name(), unread));
    }

    private static SyncPlan undecided(String database, DatabaseView.Unread unread) {
        return new SyncPlan(database, List.of(), List.of(new Finding(UNDECIDED, database, unread.reason())));
    }

    private SyncPlan plan() {
        if (left.database().isPresent() && right.database().isEmpty()) {
            changes.add(new Change.CreateDatabase(left.database().get().value()));
        }
        refs().forEach(this::decide);
        admitDrops();
        return new SyncPlan(database, changes, findings);
    }

    private SortedSet<TableRef> refs() {
        SortedSet<TableRef> refs = new TreeSet<>(left.tables().keySet());
        refs.addAll(right.tables().keySet());
        refs.addAll(agreed.keySet());
        return refs;
    }

    private void decide(TableRef ref) {
        Optional<TableView> here = Optional.ofNullable(left.tables().get(ref));
        Optional<TableView> there = Optional.ofNullable(right.tables().get(ref));
        if (here.isEmpty() && there.isEmpty()) {
            changes.add(new Change.Agree(ref, Optional.empty()));
        } else if (here.isEmpty()) {
            decideDrop(ref, there.get());
        } else if (there.isEmpty()) {
            decideCreate(ref, here.get());
        } else {
            decideUpdate(ref, here.get(), there.get());
        }
    }

    private void decideDrop(TableRef ref, TableView there) {
        if (!agreed.containsKey(ref)) {
            findings.add(
                    new Finding(FOREIGN, ref.toString(), "exists only on the right and was never synced; left alone"));
            return;
        }
        drops.add(new Change.DropTable(ref, version(there)));
    }

    private void decideCreate(TableRef ref, TableView here) {
        readable(ref, here).ifPresent(table -> changes.add(new Change.CreateTable(table.value(), table.version())));
    }

    private void decideUpdate(TableRef ref, TableView here, TableView there) {
        Optional<Agreement> agreement = Optional.ofNullable(agreed.get(ref));
        if (agreement.isPresent() && agreement.get().settledAt(version(here), version(there))) {
            return;
        }
        Optional<Versioned<Table>> leftTable = readable(ref, here);
        Optional<Versioned<Table>> rightTable = readable(ref, there);
        if (leftTable.isPresent() && rightTable.isPresent()) {
            TableMerge merge = TableMerge.of(
                    agreement.map(Agreement::base),
                    leftTable.get().value(),
                    rightTable.get().value(),
                    options.policy());
            findings.addAll(merge.findings());
            add(merge, leftTable.get().version(), rightTable.get().version());
        }
    }

    private void add(TableMerge merge, Version leftVersion, Version rightVersion) {
        TableRef ref = merge.target().ref();
        if (!merge.written().isEmpty()) {
            changes.add(new Change.UpdateTable(
                    merge.target(), merge.written(), merge.base(), merge.open(), leftVersion, rightVersion));
            return;
        }
        Agreement agreement = new Agreement(merge.base(), leftVersion, rightVersion, merge.open());
        if (!agreement.equals(agreed.get(ref))) {
            changes.add(new Change.Agree(ref, Optional.of(agreement)));
        }
    }

    private Optional<Versioned<Table>> readable(TableRef ref, TableView view) {
        return view.match(seen -> Optional.of(seen.table()), unreadable -> {
            findings.add(new Finding(UNDECIDED, ref.toString(), unreadable.reason()));
            return Optional.empty();
        });
    }

    private void admitDrops() {
        int limit = options.dropLimit(right.tables().size());
        if (drops.size() <= limit) {
            changes.addAll(drops);
            return;
        }
        findings.add(new Finding(
                HELD_DROPS,
                database,
                "%d of %d tables would be dropped, more than the %d that pass without asking; --allow-drops %d lets them pass"
                        .formatted(drops.size(), right.tables().size(), limit, drops.size())));
    }

    private static Version version(TableView view) {
        return view.match(seen -> seen.table().version(), TableView.Unreadable::version);
    }
}
