package io.lakespan.glue;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whose the parameters of a database or table are, and which of them may leave Glue. */
final class Parameters {
    /** Hive's place for a table's description. */
    static final String COMMENT = "comment";

    /** What a table is to an engine. */
    static final String TABLE_TYPE = "table_type";

    /** Where an Iceberg table's current metadata lies. */
    static final String METADATA_LOCATION = "metadata_location";

    static final String UUID = "uuid";

    private static final Set<String> OF_FORMAT = Set.of(TABLE_TYPE, METADATA_LOCATION, "previous_metadata_location");

    // Flink's Hive catalog, among others, keeps a connector's password among a table's parameters.
    private static final Predicate<String> SECRET = Pattern.compile(
                    "password|passwd|secret|token|credential|access[-_.]?key|private[-_.]?key|sas[-_.]?key",
                    Pattern.CASE_INSENSITIVE)
            .asPredicate();

    private Parameters() {}

    /** Those that are no secrets. */
    static SortedMap<String, String> open(Map<String, String> all) {
        SortedMap<String, String> open = new TreeMap<>(all);
        open.keySet().removeIf(SECRET);
        return open;
    }

    /** Those that are secrets, which nobody who reads the model knows of. */
    static SortedMap<String, String> hidden(Map<String, String> all) {
        SortedMap<String, String> hidden = new TreeMap<>(all);
        hidden.keySet().removeIf(SECRET.negate());
        return hidden;
    }

    /** Whether another value would make it another table to its engine. */
    static boolean isOfFormat(String key) {
        return OF_FORMAT.contains(key);
    }
}
