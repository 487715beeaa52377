package io.lakespan.sync;

import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Versioned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the tables that a plan would drop in one place and create in another: the same table under a new name, which has
 * to keep its entity, tags and lineage.
 *
 * <p>A table is known by the identity its format gives it. Hudi gives none; there the base path, which a rename in a
 * catalog does not change, stands for it. A name that another table had is taken after that one has left it; tables that
 * exchanged their names are merged where they are.
 */
final class Renames {
    private final List<SyncPlan> drafts;
    private final SyncOptions options;
    private final Map<String, Change.DropTable> gone = new HashMap<>();
    private final Map<TableRef, Change.Replacement> occupied = new HashMap<>();
    private final Map<TableRef, Move> moves = new HashMap<>();
    private final Set<TableRef> left = new HashSet<>();
    private final List<Move> ordered = new ArrayList<>();
    private final Set<String> later = new HashSet<>();
    private final Set<String> unread = new HashSet<>();
    private final boolean somethingUnread;

    /** One table that went from one name to another. */
    private record Move(Change.DropTable from, Change.CreateTable to) {
        TableRef target() {
            return to.table().ref();
        }
    }

    private Renames(List<SyncPlan> drafts, SyncOptions options) {
        this.drafts = drafts;
        this.options = options;
        this.somethingUnread = drafts.stream().anyMatch(Renames::isUnread);
        drafts.forEach(draft -> unread.addAll(draft.unread()));
    }

    static List<SyncPlan> recognised(List<SyncPlan> drafts, SyncOptions options) {
        Renames renames = new Renames(drafts, options);
        renames.replacements()
                .forEach(replaced -> renames.occupied.put(replaced.old().ref(), replaced));
        renames.findGone();
        renames.findMoves();
        renames.order();
        renames.findLater();
        return drafts.stream().map(renames::rewritten).toList();
    }

    private Stream<Change> changes() {
        return drafts.stream().flatMap(draft -> draft.changes().stream());
    }

    private Stream<Change.Replacement> replacements() {
        return changes().flatMap(change -> replacement(change).stream());
    }

    private void findGone() {
        Set<String> ambiguous = new HashSet<>();
        Stream.concat(
                        changes().filter(Change.DropTable.class::isInstance).map(Change.DropTable.class::cast),
                        replacements().map(Change.Replacement::old))
                .forEach(drop -> drop.seen()
                        .map(Versioned::value)
                        .flatMap(Renames::identity)
                        .filter(identity -> gone.put(identity, drop) != null)
                        .ifPresent(ambiguous::add));
        gone.keySet().removeAll(ambiguous);
    }

    private void findMoves() {
        Set<TableRef> followed = new HashSet<>();
        Stream.concat(
                        changes().filter(Change.CreateTable.class::isInstance).map(Change.CreateTable.class::cast),
                        replacements().map(Change.Replacement::anew))
                .forEach(create -> identity(create.table())
                        .map(gone::get)
                        .filter(drop -> followed.add(drop.ref()))
                        .ifPresent(drop -> moves.put(create.table().ref(), new Move(drop, create))));
    }

    /** Those whose new name is free, or is by then. */
    private void order() {
        List<Move> pending = new ArrayList<>(moves.values());
        boolean found = true;
        while (found) {
            List<Move> free = pending.stream()
                    .filter(move -> !occupied.containsKey(move.target()) || left.contains(move.target()))
                    .toList();
            free.forEach(move -> left.add(move.from().ref()));
            ordered.addAll(free);
            pending.removeAll(free);
            found = !free.isEmpty();
        }
    }

    private SyncPlan rewritten(SyncPlan draft) {
        List<Change> first = new ArrayList<>();
        List<Change> others = new ArrayList<>();
        for (Change change : draft.changes()) {
            boolean ofDatabase =
                    change instanceof Change.CreateDatabase || change.subject().equals(draft.database());
            boolean last = change instanceof Change.DropDatabase;
            (ofDatabase && !last ? first : others).addAll(kept(change));
        }
        SyncPlan plan = draft.without(left.stream()
                .filter(occupied::containsKey)
                .map(TableRef::toString)
                .toList());
        for (Move move : ordered) {
            if (move.target().database().equals(draft.database())) {
                TableMerge merge = merge(move);
                first.add(new Change.RenameTable(move.from().ref(), merge.change()));
                plan = plan.finding(merge.findings(), merge.conflicts());
            }
        }
        first.addAll(others);
        List<Change> waiting = first.stream()
                .filter(change -> cameFromUnread(change) || hasPerhapsLeft(change) || isToMoveLater(change))
                .toList();
        first.removeAll(waiting);
        return plan.withChanges(first)
                .without(waiting.stream().map(Change::subject).toList())
                .finding(waiting.stream().map(Renames::undecided).toList(), List.of());
    }

    /** The table that had this name may be in a database that could not be read: the new one must not inherit from it. */
    private boolean hasPerhapsLeft(Change change) {
        return replacement(change).isPresent() && somethingUnread;
    }

    /** What has a new name that is waited for keeps its old one until then. */
    private boolean isToMoveLater(Change change) {
        return change instanceof Change.DropTable drop
                && drop.seen()
                        .map(Versioned::value)
                        .flatMap(Renames::identity)
                        .filter(later::contains)
                        .isPresent();
    }

    private void findLater() {
        changes()
                .flatMap(change -> kept(change).stream())
                .filter(this::hasPerhapsLeft)
                .flatMap(change -> replacement(change).stream())
                .flatMap(replaced -> identity(replaced.anew().table()).stream())
                .forEach(later::add);
    }

    private static boolean isUnread(SyncPlan draft) {
        return draft.findings().stream()
                .anyMatch(finding -> finding.kind() == Finding.Kind.UNDECIDED
                        && finding.subject().equals(draft.database()));
    }

    /** Created now it would be there twice until the other database can be read. */
    private boolean cameFromUnread(Change change) {
        return change instanceof Change.CreateTable create
                && identity(create.table()).filter(unread::contains).isPresent();
    }

    private static Finding undecided(Change change) {
        return new Finding(
                Finding.Kind.UNDECIDED,
                change.subject(),
                "may be a table that moved from or to a database that could not be read; left until that can be read");
    }

    /** What is left of a change when the tables have moved. */
    private List<Change> kept(Change change) {
        if (change instanceof Change.DropTable drop && left.contains(drop.ref())) {
            return List.of();
        }
        // The database is left by its last table when the other database's plan is done; the next pass drops it.
        if (change instanceof Change.DropDatabase drop && emptiedByMove(drop.name())) {
            return List.of();
        }
        if (change instanceof Change.CreateTable create
                && arrived(create.table().ref())) {
            return List.of();
        }
        Optional<Change.Replacement> replaced =
                replacement(change).filter(with -> left.contains(with.old().ref()));
        if (replaced.isEmpty()) {
            return List.of(change);
        }
        return arrived(replaced.get().old().ref())
                ? List.of()
                : List.of(replaced.get().anew());
    }

    private boolean emptiedByMove(String database) {
        return left.stream().anyMatch(ref -> ref.database().equals(database));
    }

    private boolean arrived(TableRef ref) {
        return Optional.ofNullable(moves.get(ref)).filter(ordered::contains).isPresent();
    }

    private TableMerge merge(Move move) {
        return TableMerge.of(
                Optional.of(move.from().agreed()),
                new TableMerge.Sides(move.to().seen(), move.from().seen().orElseThrow()),
                options);
    }

    private static Optional<Change.Replacement> replacement(Change change) {
        return change instanceof Change.Merge merge ? merge.before().replaced() : Optional.empty();
    }

    static Optional<String> identity(Table table) {
        if (table.uuid().isPresent()) {
            return table.uuid();
        }
        return table.format() == TableFormat.HUDI ? table.location() : Optional.empty();
    }
}
