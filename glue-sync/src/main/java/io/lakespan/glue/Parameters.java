package io.lakespan.glue;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The parameters of a database or table that may leave Glue. */
final class Parameters {
    // Flink's Hive catalog, among others, keeps a connector's password among a table's parameters.
    private static final Predicate<String> SECRET = Pattern.compile(
                    "password|passwd|secret|token|credential|access[-_.]?key|private[-_.]?key|sas[-_.]?key",
                    Pattern.CASE_INSENSITIVE)
            .asPredicate();

    private Parameters() {}

    static SortedMap<String, String> open(Map<String, String> all) {
        SortedMap<String, String> open = new TreeMap<>();
        all.forEach((key, value) -> {
            if (!SECRET.test(key)) {
                open.put(key, value);
            }
        });
        return open;
    }
}
