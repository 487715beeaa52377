package io.lakespan.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One partition of a Hive table.
 *
 * @param values one for each partition key, in the keys' order
 */
public record Partition(
        List<String> values, Optional<String> location, Storage storage, SortedMap<String, String> parameters) {
    public Partition {
        values = List.copyOf(values);
        requireNonNull(location, "location");
        requireNonNull(storage, "storage");
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }
}
