package io.lakespan.sync;

import io.lakespan.model.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Whether people left a table alone: every item is as it is in a table that is known. */
final class Untouched {
    private final List<Table> known;

    private Untouched(List<Table> known) {
        this.known = known;
    }

    static Untouched since(Table... known) {
        return new Untouched(List.of(known));
    }

    boolean is(Table now) {
        return facets().allMatch(facet -> Stream.concat(facet.of(now).keySet().stream(), items(facet))
                .allMatch(item -> asKnown(facet, item, now)));
    }

    /** Whether nobody added or changed anything; an entry may have lost what others know nothing of. */
    boolean isOrLost(Table now) {
        return facets().allMatch(facet -> facet.of(now).keySet().stream().allMatch(item -> asKnown(facet, item, now)));
    }

    private static Stream<Facet> facets() {
        return Stream.of(Facet.values()).filter(facet -> !facet.ownedByFormat());
    }

    private Stream<Item> items(Facet facet) {
        return known.stream().flatMap(table -> facet.of(table).keySet().stream());
    }

    private boolean asKnown(Facet facet, Item item, Table now) {
        Object value = facet.of(now).get(item);
        return known.stream().anyMatch(table -> Objects.equals(facet.of(table).get(item), value));
    }
}
