package io.lakespan.cdc.definition;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a table is partitioned by: a column, or a transform of one, in the words of Iceberg's SQL.
 *
 * @param column in lower case
 * @param width of a bucket or truncate transform
 */
public record PartitionKey(Transform transform, String column, OptionalInt width) {
    private static final Pattern CALL = Pattern.compile("(\\w+)\\s*\\((?:\\s*(\\d+)\\s*,)?\\s*(\\w+)\\s*\\)");
    private static final Pattern COLUMN = Pattern.compile("\\w+");
    // A comma inside of parentheses parts nothing.
    private static final Pattern COMMA = Pattern.compile(",(?![^()]*\\))");

    /** Iceberg's transforms. */
    public enum Transform {
        IDENTITY,
        YEAR,
        MONTH,
        DAY,
        HOUR,
        BUCKET,
        TRUNCATE;

        private boolean wide() {
            return this == BUCKET || this == TRUNCATE;
        }
    }

    /**
     * Reads {@code database.table:key,key;database.table:key}, as Flink CDC writes it.
     *
     * @throws BridgeException {@code INVALID_INPUT} when it is not of that form
     */
    static SortedMap<String, List<PartitionKey>> parseAll(String text) {
        SortedMap<String, List<PartitionKey>> tables = new TreeMap<>();
        for (String entry : text.split(";")) {
            int colon = entry.indexOf(':');
            if (colon < 0 || entry.indexOf('.') < 0 || entry.indexOf('.') > colon) {
                throw invalid("'" + entry.strip() + "' is not written as database.table:column,transform(column)");
            }
            List<PartitionKey> keys = new ArrayList<>();
            for (String key : COMMA.split(entry.substring(colon + 1))) {
                keys.add(parse(key.strip()));
            }
            tables.put(entry.substring(0, colon).strip().toLowerCase(Locale.ROOT), List.copyOf(keys));
        }
        return tables;
    }

    private static PartitionKey parse(String text) {
        if (COLUMN.matcher(text).matches()) {
            return new PartitionKey(Transform.IDENTITY, text.toLowerCase(Locale.ROOT), OptionalInt.empty());
        }
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            throw invalid("'" + text + "' is neither a column nor a transform such as day(ts) or bucket(16, id)");
        }
        Transform transform = transform(call.group(1));
        if (transform.wide() != (call.group(2) != null)) {
            throw invalid("'" + text + "': bucket and truncate take a number and a column, the others a column");
        }
        OptionalInt width = transform.wide() ? OptionalInt.of(Integer.parseInt(call.group(2))) : OptionalInt.empty();
        return new PartitionKey(transform, call.group(3).toLowerCase(Locale.ROOT), width);
    }

    private static Transform transform(String word) {
        String singular = word.toUpperCase(Locale.ROOT).replaceAll("(YEAR|MONTH|DAY|HOUR)S", "$1");
        try {
            return Transform.valueOf(singular);
        } catch (IllegalArgumentException e) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "'" + word + "' is no transform; known are identity, year, month, day, hour, bucket, truncate",
                    e);
        }
    }

    private static BridgeException invalid(String message) {
        return new BridgeException(ErrorCode.INVALID_INPUT, message);
    }
}
