package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code sink} section: the Iceberg catalog and how tables are made in it.
 *
 * @param catalog properties of the catalog, keys without {@code catalog.properties.}; they win over those of the profile
 * @param table properties of new tables, keys without {@code table.properties.}
 */
public record IcebergOptions(
        Optional<String> name,
        SortedMap<String, Secret> catalog,
        SortedMap<String, String> table,
        ExistingRows existingRows) {
    public IcebergOptions {
        requireNonNull(name, "name");
        catalog = Collections.unmodifiableSortedMap(new TreeMap<>(catalog));
        table = Collections.unmodifiableSortedMap(new TreeMap<>(table));
        requireNonNull(existingRows, "existingRows");
    }
}
