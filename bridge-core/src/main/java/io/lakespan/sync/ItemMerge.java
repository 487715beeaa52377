package io.lakespan.sync;

import io.lakespan.model.Modification;
import io.lakespan.model.Table;
import java.util.Optional;

/** One item as it was agreed and as both sides show it. */
record ItemMerge(Facet facet, Item item, Table before, Table left, Table right) {

    boolean settled() {
        return of(left).equals(of(right));
    }

    boolean leftChanged() {
        return !of(left).equals(of(before));
    }

    boolean rightChanged() {
        return !of(right).equals(of(before));
    }

    Table takeLeft(Table onto) {
        return facet.copy(item, left, onto);
    }

    Table takeRight(Table onto) {
        return facet.copy(item, right, onto);
    }

    String subject() {
        return DatabaseAsTable.subject(left.ref());
    }

    Conflict conflict(TableMerge.Sides sides) {
        return new Conflict(
                subject(),
                facet,
                item,
                text(before),
                value(left, sides.left().modified()),
                value(right, sides.right().modified()));
    }

    private Conflict.Value value(Table side, Optional<Modification> modified) {
        return new Conflict.Value(text(side), modified);
    }

    private Optional<String> text(Table side) {
        return of(side).map(Object::toString);
    }

    private Optional<Object> of(Table side) {
        return Optional.ofNullable(facet.of(side).get(item));
    }
}
