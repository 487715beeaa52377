package io.lakespan.local.glue;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The tags of databases, tables and functions. */
record TagRows(Handle handle) {

    SortedMap<String, String> of(String resource) {
        SortedMap<String, String> tags = new TreeMap<>();
        handle.createQuery("SELECT key, value FROM resource_tag WHERE resource = ?")
                .bind(0, resource)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        return tags;
    }

    void put(String resource, String key, String value) {
        handle.execute(
                "INSERT INTO resource_tag (resource, key, value) VALUES (?, ?, ?)"
                        + " ON CONFLICT (resource, key) DO UPDATE SET value = excluded.value",
                resource,
                key,
                value);
    }

    void delete(String resource, String key) {
        handle.execute("DELETE FROM resource_tag WHERE resource = ? AND key = ?", resource, key);
    }
}
