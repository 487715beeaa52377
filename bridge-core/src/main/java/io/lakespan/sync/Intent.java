package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Column;
import io.lakespan.model.Table;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a pass was about to write, kept before it writes. Whoever comes after a pass that was killed tells by it what that
 * pass wrote from what people wrote since: without it a value the pass had brought over would look like an edit.
 *
 * @param target what both sides would have agreed on
 * @param left the items to be written on the left
 * @param right the items to be written on the right
 */
public record Intent(Table target, SortedSet<Touched> left, SortedSet<Touched> right) {
    public Intent {
        requireNonNull(target, "target");
        left = Collections.unmodifiableSortedSet(new TreeSet<>(left));
        right = Collections.unmodifiableSortedSet(new TreeSet<>(right));
    }

    /** Whether the item was to be written on that side and stands there as intended. */
    boolean done(Side side, ItemMerge item) {
        SortedSet<Touched> written = side == Side.LEFT ? left : right;
        Table shown = side == Side.LEFT ? item.left() : item.right();
        boolean named = written.contains(new Touched(item.facet(), then(item.item(), shown)));
        return named && item.valueIn(aligned(shown)).equals(item.valueIn(shown));
    }

    /** What was intended, with the columns as they are called now. */
    Table aligned(Table shown) {
        return Facet.SCHEMA.copy(shown, target);
    }

    /** The item as it was called then. */
    private Item then(Item item, Table shown) {
        Optional<Column> now = item.column().flatMap(shown.schema()::column);
        return now.flatMap(column -> SameColumn.in(target, column, shown))
                .map(before -> Item.ofColumn(before.name(), item.name()))
                .orElse(item);
    }
}
