package io.lakespan.testkit.convergence;

import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Table;
import java.util.SortedMap;
import java.util.TreeMap;

/** What people wrote about a table, flat and by a column's identity: the oracle's own reading, without the planner's. */
final class Facts {
    private Facts() {}

    static SortedMap<String, String> of(Table table) {
        SortedMap<String, String> facts = new TreeMap<>();
        table.description().ifPresent(text -> facts.put("description", text));
        table.owner().ifPresent(text -> facts.put("owner", text));
        add("", table.annotations(), facts);
        for (Column column : table.schema().columns()) {
            String prefix = "column " + column.fieldId().orElse(column.name()) + " ";
            column.description().ifPresent(text -> facts.put(prefix + "description", text));
            add(prefix, column.annotations(), facts);
        }
        return facts;
    }

    private static void add(String prefix, Annotations annotations, SortedMap<String, String> facts) {
        annotations.tags().forEach((name, tag) -> facts.put(prefix + "tag " + name, tag.toString()));
        annotations.terms().forEach(term -> facts.put(prefix + "term " + term, ""));
        annotations.attributes().forEach((name, value) -> facts.put(prefix + "attribute " + name, value));
    }
}
