package io.lakespan.sync;

import io.lakespan.model.Modification;
import io.lakespan.model.Table;
import java.util.Optional;

/** One item as it was agreed and as both sides show it. */
record ItemMerge(Facet facet, Item item, Table before, Table left, Table right) {

    boolean settled() {
        return valueIn(left).equals(valueIn(right));
    }

    boolean leftChanged() {
        return !valueIn(left).equals(valueIn(before));
    }

    boolean rightChanged() {
        return !valueIn(right).equals(valueIn(before));
    }

    Table takeBefore(Table onto) {
        return facet.copy(item, before, onto);
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
        return valueIn(side).map(Object::toString);
    }

    /** The same item, with what a killed pass had already written taken for agreed. */
    ItemMerge after(Optional<Intent> intent) {
        return intent.filter(then -> then.done(Side.LEFT, this) || then.done(Side.RIGHT, this))
                .map(then -> new ItemMerge(facet, item, then.aligned(left), left, right))
                .orElse(this);
    }

    /** A table made anew under the old name keeps what was said about it where it says nothing itself. */
    ItemMerge inherited() {
        return valueIn(left).isPresent() ? this : new ItemMerge(facet, item, left, left, right);
    }

    Touched touched() {
        return new Touched(facet, item);
    }

    Optional<Object> valueIn(Table table) {
        return Optional.ofNullable(facet.of(table).get(item));
    }
}
