package io.lakespan.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Parameters whose key says that they hold a secret: a generic Flink table keeps its connector's password in one. */
public final class SecretParameters {
    private static final List<String> WORDS =
            List.of("password", "passwd", "secret", "token", "credential", "access.key", "access-key", "private-key");
    private static final String MASK = "******";

    private SecretParameters() {}

    public static boolean secret(String key) {
        String folded = key.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(folded::contains);
    }

    /** The same parameters with asterisks in place of secrets. */
    public static SortedMap<String, String> masked(Map<String, String> parameters) {
        SortedMap<String, String> masked = new TreeMap<>(parameters);
        masked.replaceAll((key, value) -> secret(key) ? MASK : value);
        return masked;
    }
}
