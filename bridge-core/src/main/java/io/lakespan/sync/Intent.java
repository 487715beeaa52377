package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Column;
import io.lakespan.model.Table;
import java.util.Optional;
import java.util.Set;

/**
 * What a pass was about to write, kept before it writes. Whoever comes after a pass that was killed tells by it what that
 * pass wrote from what people wrote since: without it a value the pass had brought over would look like an edit.
 *
 * @param target what both sides would have agreed on
 * @param left the items to be written on the left
 * @param right the items to be written on the right
 */
public record Intent(Table target, Set<Touched> left, Set<Touched> right) {
    public Intent {
        requireNonNull(target, "target");
        left = Set.copyOf(left);
        right = Set.copyOf(right);
    }

    /** Whether the item was to be written on that side and stands there as intended. */
    boolean done(Side side, ItemMerge item) {
        Set<Touched> written = side == Side.LEFT ? left : right;
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
        return now.flatMap(column -> target.schema().columns().stream()
                        .filter(column::sameAs)
                        .findFirst())
                .map(before -> Item.ofColumn(before.name(), item.name()))
                .orElse(item);
    }
}
