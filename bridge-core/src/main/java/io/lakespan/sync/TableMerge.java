package io.lakespan.sync;

import static io.lakespan.sync.Finding.Kind.DRIFT;
import static io.lakespan.sync.Finding.Kind.NOT_WRITTEN_BACK;

import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.Versioned;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The three-way merge of one table: what each side is to be, facet by facet and item by item. */
final class TableMerge {
    private final boolean agreedBefore;
    private final Sides sides;
    private final SyncOptions options;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final Set<Facet> writtenLeft = EnumSet.noneOf(Facet.class);
    private final Set<Facet> writtenRight = EnumSet.noneOf(Facet.class);
    private final SortedSet<Touched> itemsLeft = new TreeSet<>();
    private final SortedSet<Touched> itemsRight = new TreeSet<>();
    private final Optional<Intent> intent;
    private final Optional<Agreement> comparable;
    private final Set<Facet> open = EnumSet.noneOf(Facet.class);
    private final Table agreed;
    private Table left;
    private Table right;
    private Table base;
    private Table known;

    /** What both sides show. */
    record Sides(TableView.Seen seen, Versioned<Table> right) {
        Versioned<Table> left() {
            return seen.table();
        }
    }

    private TableMerge(Optional<Agreement> agreement, Sides sides, SyncOptions options) {
        Optional<Table> agreed = agreement.map(Agreement::base);
        this.intent = agreement.flatMap(Agreement::intent);
        this.comparable = OwnMetadata.comparable(agreement, sides.left().value());
        this.agreedBefore = agreed.isPresent();
        this.sides = sides;
        this.options = options;
        this.left = sides.left().value();
        this.right = sides.right().value();
        // Before the first agreement nobody has said anything: what only one side has is that side's addition.
        this.agreed = agreed.orElseGet(() -> Table.of(left.ref(), left.format(), Schema.empty()));
        this.base = this.agreed;
        this.known = this.agreed;
    }

    static TableMerge of(Optional<Agreement> agreement, Sides sides, SyncOptions options) {
        TableMerge merge = new TableMerge(agreement, sides, options);
        merge.mergeFormat();
        // From here on all three have the left side's columns under the left side's names.
        Table before = merge.base;
        merge.known = before;
        Table seenRight = merge.right;
        for (Facet facet : Facet.values()) {
            if (!facet.ownedByFormat()) {
                merge.mergeItems(facet, before, seenRight);
            }
        }
        return merge;
    }

    /** The step that writes what has to be written; what is torn on the left is, whatever the right shows. */
    Change.Merge change() {
        return change(Optional.empty());
    }

    Change.Merge change(Optional<Change.Replacement> replacement) {
        Set<Facet> toLeft = EnumSet.copyOf(writtenLeft);
        SortedSet<Touched> torn = new TreeSet<>();
        if (options.direction() == SyncOptions.Direction.BOTH) {
            toLeft.addAll(sides.seen().torn());
        } else {
            torn.addAll(sides.seen().inEntryAlone());
        }
        Agreement agreement =
                new Agreement(base, sides.left().version(), sides.right().version(), open, torn, Optional.empty());
        return new Change.Merge(
                write(left, toLeft),
                write(right, writtenRight),
                agreement,
                new Change.Before(sides.left().value(), writing(), replacement));
    }

    /** What holds while the writes are under way. */
    private Agreement writing() {
        Optional<Intent> under = Optional.of(new Intent(base, itemsLeft, itemsRight));
        SortedSet<Touched> torn =
                comparable.map(Agreement::torn).orElse(sides.seen().inEntryAlone());
        return new Agreement(known, Agreement.NEVER, Agreement.NEVER, Set.of(), torn, under);
    }

    private static Optional<Change.Write> write(Table target, Set<Facet> facets) {
        return facets.isEmpty() ? Optional.empty() : Optional.of(new Change.Write(target, facets));
    }

    List<Finding> findings() {
        return findings;
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    private void mergeFormat() {
        for (Facet facet : Facet.values()) {
            if (facet.ownedByFormat() && merged(facet)) {
                takeFormat(facet);
            }
        }
        base = base.withRef(left.ref());
        right = right.withRef(left.ref());
    }

    /** Atlas shows no pointer: every commit would be a change of the catalog. */
    private boolean merged(Facet facet) {
        return facet != Facet.POINTER || options.direction() == SyncOptions.Direction.MIRROR;
    }

    private void takeFormat(Facet facet) {
        if (!facet.of(left).equals(facet.of(right))) {
            if (agreedBefore && facet.of(left).equals(facet.of(agreed))) {
                findings.add(finding(DRIFT, facet));
            }
            right = facet.copy(left, right);
            writtenRight.add(facet);
        }
        base = facet.copy(left, base);
    }

    private void mergeItems(Facet facet, Table before, Table seenRight) {
        SortedSet<Item> items = new TreeSet<>(facet.of(before).keySet());
        items.addAll(facet.of(sides.left().value()).keySet());
        items.addAll(facet.of(seenRight).keySet());
        for (Item item : items) {
            ItemMerge whole = new ItemMerge(facet, item, before, sides.left().value(), seenRight).after(intent);
            merge(madeAnew() ? whole.inherited() : whole);
        }
    }

    /** Another table came in the place of the one that was agreed on, or the same in another format. */
    private boolean madeAnew() {
        return agreedBefore && comparable.isEmpty();
    }

    private void merge(ItemMerge item) {
        known = item.takeBefore(known);
        if (item.settled()) {
            base = item.takeLeft(base);
            // Until it is mended, what the entry alone says is only told from a stale value by what was agreed before.
            known = comparable.isPresent() && sides.seen().inEntryAlone().contains(item.touched())
                    ? known
                    : item.takeLeft(known);
        } else if (options.direction() == SyncOptions.Direction.MIRROR) {
            takeLeft(item);
        } else if (item.facet().authority() == Facet.Authority.RIGHT) {
            takeRight(item);
        } else if (!item.rightChanged()) {
            takeLeft(item);
        } else if (!item.leftChanged()) {
            takeRight(item);
        } else {
            settle(item);
        }
    }

    private void settle(ItemMerge item) {
        Conflict conflict = item.conflict(sides);
        Optional<Side> winner = Winner.of(conflict, options);
        if (winner.isEmpty()) {
            conflicts.add(conflict);
            findings.add(new Finding(Finding.Kind.CONFLICT, conflict.subject(), conflict.toString()));
            open.add(item.facet());
        } else if (winner.get() == Side.LEFT) {
            takeLeft(item);
        } else {
            takeRight(item);
        }
    }

    private void takeLeft(ItemMerge item) {
        right = item.takeLeft(right);
        base = item.takeLeft(base);
        writtenRight.add(item.facet());
        itemsRight.add(item.touched());
    }

    private void takeRight(ItemMerge item) {
        if (options.direction() == SyncOptions.Direction.TO_RIGHT) {
            findings.add(new Finding(
                    NOT_WRITTEN_BACK, item.subject(), item.conflict(sides).toString()));
            open.add(item.facet());
            return;
        }
        left = item.takeRight(left);
        base = item.takeRight(base);
        writtenLeft.add(item.facet());
        itemsLeft.add(item.touched());
    }

    private Finding finding(Finding.Kind kind, Facet facet) {
        return new Finding(
                kind,
                left.ref().toString(),
                Drift.text(facet, left, sides.right().value()));
    }
}
