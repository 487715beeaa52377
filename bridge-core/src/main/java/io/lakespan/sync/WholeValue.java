package io.lakespan.sync;

import io.lakespan.model.Table;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** A facet that is one value. */
record WholeValue(Function<Table, Optional<?>> value, BinaryOperator<Table> copy) implements FacetItems {

    /** A value every table has. */
    static WholeValue of(Function<Table, Object> value, BinaryOperator<Table> copy) {
        return new WholeValue(table -> Optional.of(value.apply(table)), copy);
    }

    /** A value a table may lack. */
    static <V> WholeValue optional(Function<Table, Optional<V>> value, BiFunction<Table, Optional<V>, Table> with) {
        return new WholeValue(value::apply, (from, onto) -> with.apply(onto, value.apply(from)));
    }

    @Override
    public SortedMap<Item, Object> of(Table table) {
        return new TreeMap<>(value.apply(table)
                .<Map<Item, Object>>map(present -> Map.of(Item.whole(), present))
                .orElse(Map.of()));
    }

    @Override
    public Table copy(Item item, Table from, Table onto) {
        return copy.apply(from, onto);
    }
}
