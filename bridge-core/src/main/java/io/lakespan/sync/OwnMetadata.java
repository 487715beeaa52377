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
 *
 * <p>Whether something was taken away from the own metadata or never reached it, only the agreement tells: a table whose
 * own metadata was not the agreed one's, a Hive table migrated in place say, took nothing away.
 */
final class OwnMetadata {
    private final Optional<Table> agreed;
    private final Optional<Table> intended;
    private final SortedSet<Touched> unmended;
    private final Table registered;
    private final Table own;
    private final Set<Facet> torn = EnumSet.noneOf(Facet.class);
    private final SortedSet<Touched> inEntryAlone = new TreeSet<>();
    private Table table;

    private OwnMetadata(Optional<Agreement> agreement, Table registered, Table own) {
        this.agreed = agreement.map(known -> Facet.SCHEMA.copy(own, known.base()));
        this.intended = agreement.flatMap(Agreement::intent).map(intent -> Facet.SCHEMA.copy(own, intent.target()));
        this.unmended = new TreeSet<>();
        agreement.ifPresent(
                known -> known.torn().forEach(touched -> unmended.add(renamed(touched, known.base(), own))));
        this.registered = Facet.SCHEMA.copy(own, registered);
        this.own = own;
        this.table = own;
    }

    static TableView.Seen of(Optional<Agreement> agreement, Versioned<Table> registered, Table own) {
        OwnMetadata both = new OwnMetadata(comparable(agreement, own), registered.value(), own);
        for (Facet facet : Facet.values()) {
            if (!facet.ownedByFormat()) {
                both.join(facet);
            }
        }
        Versioned<Table> table = new Versioned<>(both.table, registered.version(), registered.modified());
        return new TableView.Seen(table, both.torn, both.inEntryAlone);
    }

    /** The agreement, if it was made on the same table in the same format. */
    static Optional<Agreement> comparable(Optional<Agreement> agreement, Table table) {
        return agreement.filter(
                known -> known.base().format() == table.format() && SameColumn.sameTable(known.base(), table));
    }

    private static Touched renamed(Touched touched, Table then, Table now) {
        return touched.item()
                .column()
                .flatMap(then.schema()::column)
                .flatMap(column -> SameColumn.in(now, column, then))
                .map(column -> new Touched(
                        touched.facet(),
                        Item.ofColumn(column.name(), touched.item().name())))
                .orElse(touched);
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
        Optional<Object> entry = value(facet, item, registered);
        Optional<Object> inside = value(facet, item, own);
        if (entry.isPresent() && !entry.equals(inside) && entryCounts(new Touched(facet, item), entry, inside)) {
            table = facet.copy(item, registered, table);
            inEntryAlone.add(new Touched(facet, item));
        }
    }

    private boolean entryCounts(Touched touched, Optional<Object> entry, Optional<Object> inside) {
        Optional<Object> before = agreed.flatMap(base -> value(touched.facet(), touched.item(), base));
        // What a killed pass of ours had written there is no edit, and hides none made in the entry since.
        boolean ours = intended.filter(target -> inside.equals(value(touched.facet(), touched.item(), target)))
                .isPresent();
        boolean edited = !entry.equals(before);
        if (unmended.contains(touched)) {
            return inside.isEmpty() || edited && ours;
        }
        return edited && (ours || inside.equals(before));
    }

    private static Optional<Object> value(Facet facet, Item item, Table table) {
        return Optional.ofNullable(facet.of(table).get(item));
    }
}
