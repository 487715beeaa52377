package io.lakespan.hms;

import io.lakespan.model.AnnotationParameters;
import io.lakespan.model.SecretParameters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whose the parameters of a table or database are: people's, the server's, a format's, or a secret. */
final class Parameters {
    /** Hive's place for a table's description. */
    static final String COMMENT = "comment";

    /** When the entry was last written, in seconds; the server sets it when it is missing, and only then. */
    static final String LAST_DDL_TIME = "transient_lastDdlTime";

    /** Set by the server itself, at a write or when it counts files and rows. */
    static final Set<String> OF_SERVER = Set.of(
            LAST_DDL_TIME,
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

    private Parameters() {}

    /** All of them as they may be shown: with asterisks in place of secrets. */
    static SortedMap<String, String> shown(Map<String, String> all) {
        SortedMap<String, String> shown = new TreeMap<>(all == null ? Map.of() : all);
        // A tag may have a name that looks like a secret's.
        SortedMap<String, String> masked = SecretParameters.masked(shown);
        shown.replaceAll((key, value) -> AnnotationParameters.holds(key) ? value : masked.get(key));
        return shown;
    }

    /** The current ones with those that the bridge may write exactly as wanted. */
    static Map<String, String> replaced(Map<String, String> current, SortedMap<String, String> wanted) {
        Map<String, String> replaced = copy(current);
        replaced.keySet().removeIf(key -> isWritable(key) && !wanted.containsKey(key));
        wanted.forEach((key, value) -> {
            if (isWritable(key)) {
                replaced.put(key, value);
            } else if (SecretParameters.secret(key)) {
                // What is wanted are the asterisks.
                replaced.putIfAbsent(
                        key, SecretParameters.masked(Map.of(key, value)).get(key));
            }
        });
        return replaced;
    }

    /** The current ones with the annotations as wanted. */
    static Map<String, String> annotated(Map<String, String> current, SortedMap<String, String> wanted) {
        Map<String, String> annotated = copy(current);
        annotated.keySet().removeIf(AnnotationParameters::holds);
        wanted.forEach((key, value) -> {
            if (AnnotationParameters.holds(key)) {
                annotated.put(key, value);
            }
        });
        return annotated;
    }

    private static boolean isWritable(String key) {
        if (AnnotationParameters.holds(key)) {
            return true;
        }
        return !key.equals(COMMENT)
                && !OF_FORMAT.contains(key)
                && !OF_SERVER.contains(key)
                && !key.startsWith("hoodie.")
                && !key.startsWith("spark.sql.statistics.")
                && !SecretParameters.secret(key);
    }

    private static Map<String, String> copy(Map<String, String> parameters) {
        return new HashMap<>(Optional.ofNullable(parameters).orElse(Map.of()));
    }
}
