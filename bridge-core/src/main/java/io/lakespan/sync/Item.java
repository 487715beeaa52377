package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Optional;

/**
 * The smallest thing that is merged on its own: one tag of one column, say.
 *
 * @param column the column it belongs to; absent for the table itself
 * @param name its name within its facet; empty where the facet has one value only
 */
public record Item(Optional<String> column, String name) implements Comparable<Item> {
    private static final Comparator<Item> ORDER =
            Comparator.comparing((Item item) -> item.column().orElse("")).thenComparing(Item::name);
    private static final Item WHOLE = new Item(Optional.empty(), "");

    public Item {
        requireNonNull(column, "column");
        requireNonNull(name, "name");
    }

    /** The one item of a facet that is a single value. */
    public static Item whole() {
        return WHOLE;
    }

    public static Item of(String name) {
        return new Item(Optional.empty(), name);
    }

    public static Item ofColumn(String column, String name) {
        return new Item(Optional.of(column), name);
    }

    @Override
    public int compareTo(Item other) {
        return ORDER.compare(this, other);
    }

    /** For people: empty for the whole, {@code column a}, {@code PII}, {@code column a PII}. */
    @Override
    public String toString() {
        String where = column.map(of -> "column " + of).orElse("");
        return name.isEmpty() ? where : (where + " " + name).strip();
    }
}
