package io.lakespan.sync;

import io.lakespan.model.Table;
import java.util.SortedMap;

/** How a facet is read from a table and put onto one. */
interface FacetItems {

    SortedMap<Item, Object> of(Table table);

    /** The second table with this item as the first has it, or without it. */
    Table copy(Item item, Table from, Table onto);
}
