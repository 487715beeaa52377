package io.lakespan.sync;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Parameters that a commit or a statistics run changes by itself. They are shown as they were when something else
 * changed, and are never a reason to write.
 */
final class VolatileParameters {
    private static final Set<String> KEYS = Set.of(
            "metadata_location",
            "previous_metadata_location",
            "last_commit_time_sync",
            "last_commit_completion_time_sync",
            "last_modified_by",
            "last_modified_time",
            "transient_lastddltime",
            "numrows",
            "numfiles",
            "numpartitions",
            "numfileserasurecoded",
            "rawdatasize",
            "totalsize",
            "column_stats_accurate",
            "stats_generated_via_stats_task",
            "current-snapshot-id",
            "current-snapshot-summary",
            "current-snapshot-timestamp-ms",
            "snapshot-count",
            "uuid",
            "external",
            "current-schema",
            "default-partition-spec",
            "default-sort-order");
    private static final Set<String> PREFIXES =
            Set.of("lakespan.", "spark.sql.statistics.", "trino_query_id", "presto_query_id");

    private VolatileParameters() {}

    static SortedMap<String, String> without(Map<String, String> parameters) {
        SortedMap<String, String> steady = new TreeMap<>(parameters);
        steady.keySet().removeIf(VolatileParameters::changesByItself);
        return steady;
    }

    private static boolean changesByItself(String key) {
        return KEYS.contains(key.toLowerCase(Locale.ROOT)) || PREFIXES.stream().anyMatch(key::startsWith);
    }
}
