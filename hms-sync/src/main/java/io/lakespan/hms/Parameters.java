package io.lakespan.hms;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whose the parameters of a table or database are, and which of them may leave the metastore. */
final class Parameters {
    /** Hive's place for a table's description. */
    static final String COMMENT = "comment";

    /** Set by the server itself, at a write or when it counts files and rows. */
    static final Set<String> OF_SERVER = Set.of(
            "transient_lastDdlTime",
            "last_modified_by",
            "last_modified_time",
            "numFiles",
            "numRows",
            "totalSize",
            "rawDataSize",
            "numPartitions",
            "numFilesErasureCoded",
            "COLUMN_STATS_ACCURATE",
            "STATS_GENERATED_VIA_STATS_TASK");

    // Each tells an engine what the table is or where its newest state lies; another value would break the table.
    private static final Set<String> OF_FORMAT = Set.of(
            "table_type",
            "metadata_location",
            "previous_metadata_location",
            "uuid",
            "storage_handler",
            "last_commit_time_sync",
            "last_commit_completion_time_sync",
            "transactional",
            "transactional_properties",
            "EXTERNAL");

    // Flink's Hive catalog, among others, keeps a connector's password among a table's parameters.
    private static final Predicate<String> SECRET = Pattern.compile(
                    "password|passwd|secret|token|credential|access[-_.]?key|private[-_.]?key|sas[-_.]?key",
                    Pattern.CASE_INSENSITIVE)
            .asPredicate();

    private Parameters() {}

    static SortedMap<String, String> open(Map<String, String> all) {
        SortedMap<String, String> open = new TreeMap<>(all == null ? Map.of() : all);
        open.keySet().removeIf(SECRET);
        return open;
    }

    /** Those of the wanted ones that the bridge may write. */
    static SortedMap<String, String> writable(Map<String, String> wanted) {
        SortedMap<String, String> writable = open(wanted);
        writable.keySet()
                .removeIf(key -> key.equals(COMMENT)
                        || OF_FORMAT.contains(key)
                        || OF_SERVER.contains(key)
                        || key.startsWith("hoodie."));
        return writable;
    }
}
