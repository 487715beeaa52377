package io.lakespan.formats.hudi.write;

import static java.util.Objects.requireNonNull;

import io.lakespan.formats.hudi.HudiSettings;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Hudi table that is written.
 *
 * @param location its folder
 * @param recordKeys the columns that name a row, in order
 * @param partitionFields the columns whose values are folders, in order
 * @param options settings of Hudi's own, {@code hoodie.*}, which win over those made here
 */
public record HudiTarget(
        String database,
        String name,
        String location,
        HudiSettings.Type type,
        List<String> recordKeys,
        List<String> partitionFields,
        SortedMap<String, String> options) {
    /** How many file groups a partition has: Hudi's own setting and its own default. */
    public static final String BUCKETS = "hoodie.bucket.index.num.buckets";

    private static final int DEFAULT_BUCKETS = 4;

    public HudiTarget {
        requireNonNull(database, "database");
        requireNonNull(name, "name");
        requireNonNull(location, "location");
        requireNonNull(type, "type");
        recordKeys = List.copyOf(recordKeys);
        partitionFields = List.copyOf(partitionFields);
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
        if (recordKeys.isEmpty()) {
            throw new IllegalArgumentException("a table without a record key: " + database + "." + name);
        }
    }

    /** How many file groups a partition has. */
    public int buckets() {
        return Optional.ofNullable(options.get(BUCKETS)).map(Integer::parseInt).orElse(DEFAULT_BUCKETS);
    }
}
