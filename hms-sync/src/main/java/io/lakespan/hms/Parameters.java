package io.lakespan.hms;

import io.lakespan.model.AnnotationParameters;
import io.lakespan.model.SecretParameters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Whose the parameters of a table or database are: people's, the server's, a format's, or a secret. */
final class Parameters {
    /** Hive's place for a table's description. */
    static final String COMMENT = "comment";

    /** When the entry was last written, in seconds; the server sets it when it is missing, and only then. */
    static final String LAST_DDL_TIME = "transient_lastDdlTime";

    /** Says once more what the table's type says. */
    static final String EXTERNAL = "EXTERNAL";

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
            "transactional_properties");

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
        return replaced(current, wanted, Parameters::isWritable);
    }

    /** As {@link #replaced}, of a copy of another catalog's table, where the format's are the bridge's too. */
    static Map<String, String> mirrored(Map<String, String> current, SortedMap<String, String> wanted) {
        return replaced(current, wanted, Parameters::isMirrored);
    }

    private static Map<String, String> replaced(
            Map<String, String> current, SortedMap<String, String> wanted, Predicate<String> writable) {
        Map<String, String> replaced = copy(current);
        replaced.keySet().removeIf(key -> writable.test(key) && !wanted.containsKey(key));
        wanted.forEach((key, value) -> {
            if (writable.test(key)) {
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
        return isMirrored(key) && !OF_FORMAT.contains(key) && !key.startsWith("hoodie.");
    }

    private static boolean isMirrored(String key) {
        return AnnotationParameters.holds(key)
                || !key.equals(COMMENT)
                        && !key.equals(EXTERNAL)
                        && !OF_SERVER.contains(key)
                        && !key.startsWith("spark.sql.statistics.")
                        && !SecretParameters.secret(key);
    }

    private static Map<String, String> copy(Map<String, String> parameters) {
        return new HashMap<>(Optional.ofNullable(parameters).orElse(Map.of()));
    }
}
