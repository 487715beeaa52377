package io.lakespan.testkit.convergence;

import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
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
            String prefix = "column " + key(column) + " ";
            column.description().ifPresent(text -> facts.put(prefix + "description", text));
            add(prefix, column.annotations(), facts);
        }
        return facts;
    }

    static SortedMap<String, String> of(Database database) {
        SortedMap<String, String> facts = new TreeMap<>();
        database.description().ifPresent(text -> facts.put("description", text));
        return facts;
    }

    /** What a column is known by: columns without identity get one by their names in this test. */
    static String key(Column column) {
        return column.fieldId().orElseGet(() -> switch (column.name()) {
            case "id" -> "1";
            case "name" -> "2";
            default -> column.name().substring(1);
        });
    }

    private static void add(String prefix, Annotations annotations, SortedMap<String, String> facts) {
        annotations.propagatedTags().forEach((name, tag) -> facts.put(prefix + "propagated " + name, tag.toString()));
        annotations.tags().forEach((name, tag) -> facts.put(prefix + "tag " + name, tag.toString()));
        annotations.terms().forEach(term -> facts.put(prefix + "term " + term, ""));
        annotations.attributes().forEach((name, value) -> facts.put(prefix + "attribute " + name, value));
    }
}
