package io.lakespan.sync;

import io.lakespan.model.Table;
import io.lakespan.model.Versioned;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a table is when its catalog entry and its own metadata both say something about it.
 *
 * <p>Schema and place are the own metadata's alone. What people write stands in both: a value edited in the entry counts,
 * one that is only missing there does not, because engines that know nothing of it write entries without it (Trino's
 * commit to an Iceberg table does). Where both were changed the own metadata wins.
 */
final class OwnMetadata {
    private final Optional<Table> agreed;
    private final Table registered;
    private final Table own;
    private final Set<Facet> torn = EnumSet.noneOf(Facet.class);
    private Table table;

    private OwnMetadata(Optional<Table> agreed, Table registered, Table own) {
        this.agreed = agreed.map(base -> Facet.SCHEMA.copy(own, base));
        this.registered = Facet.SCHEMA.copy(own, registered);
        this.own = own;
        this.table = own;
    }

    static TableView.Seen of(Optional<Table> agreed, Versioned<Table> registered, Table own) {
        OwnMetadata both = new OwnMetadata(agreed, registered.value(), own);
        for (Facet facet : Facet.values()) {
            if (!facet.ownedByFormat()) {
                both.join(facet);
            }
        }
        return new TableView.Seen(new Versioned<>(both.table, registered.version(), registered.modified()), both.torn);
    }

    private void join(Facet facet) {
        SortedSet<Item> items = new TreeSet<>(facet.of(own).keySet());
        items.addAll(facet.of(registered).keySet());
        for (Item item : items) {
            join(facet, item);
        }
        if (!facet.of(registered).equals(facet.of(own))) {
            torn.add(facet);
        }
    }

    private void join(Facet facet, Item item) {
        Optional<Object> entry = Optional.ofNullable(facet.of(registered).get(item));
        Optional<Object> inside = Optional.ofNullable(facet.of(own).get(item));
        Optional<Object> before =
                agreed.flatMap(base -> Optional.ofNullable(facet.of(base).get(item)));
        boolean editedInEntry = entry.isPresent() && !entry.equals(before);
        if (editedInEntry && inside.equals(before)) {
            table = facet.copy(item, registered, table);
        }
    }
}
