package io.lakespan.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A classification put on a table, a column or a database.
 *
 * @param attributes the classification's own attributes as text, by name
 */
public record Tag(String name, SortedMap<String, String> attributes) {
    public Tag {
        requireNonNull(name, "name");
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    public static Tag of(String name) {
        return new Tag(name, new TreeMap<>());
    }

    public Tag with(String attribute, String value) {
        Map<String, String> values = new TreeMap<>(attributes);
        values.put(attribute, value);
        return new Tag(name, new TreeMap<>(values));
    }

    @Override
    public String toString() {
        return attributes.isEmpty() ? name : name + attributes;
    }
}
