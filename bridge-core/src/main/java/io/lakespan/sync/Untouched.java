package io.lakespan.sync;

import io.lakespan.model.Table;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether people left a table alone: every item is as it was seen, or already as it is about to be written. */
final class Untouched {
    private Untouched() {}

    static boolean since(Table seen, Table target, Table now) {
        for (Facet facet : Facet.values()) {
            if (!facet.ownedByFormat() && !untouched(facet.of(seen), facet.of(target), facet.of(now))) {
                return false;
            }
        }
        return true;
    }

    private static boolean untouched(Map<Item, Object> seen, Map<Item, Object> target, Map<Item, Object> now) {
        SortedSet<Item> items = new TreeSet<>(seen.keySet());
        items.addAll(now.keySet());
        return items.stream().allMatch(item -> same(item, now, seen) || same(item, now, target));
    }

    private static boolean same(Item item, Map<Item, Object> one, Map<Item, Object> other) {
        return Objects.equals(one.get(item), other.get(item));
    }
}
