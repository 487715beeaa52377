package io.lakespan.local.glue.expression;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Chooses partitions by their values. */
public final class PartitionFilter implements Predicate<List<String>> {
    private final Condition condition;

    private PartitionFilter(Condition condition) {
        this.condition = condition;
    }

    /** A partition key and its type in Hive's notation. */
    public record KeyColumn(String name, String type) {
        public KeyColumn {
            requireNonNull(name, "name");
            requireNonNull(type, "type");
        }
    }

    /**
     * Reads an expression such as {@code year = 2026 AND month IN ('01', '02')}; a blank one chooses everything.
     *
     * @param keys in the order of the values
     * @throws ExpressionException when it cannot be understood, or compares a key with what is none of its type
     */
    public static PartitionFilter parse(String expression, List<KeyColumn> keys) {
        if (expression.isBlank()) {
            return new PartitionFilter(new Condition.Always(Truth.TRUE));
        }
        Map<String, Key> byName = new HashMap<>();
        for (KeyColumn column : keys) {
            String name = column.name().toLowerCase(Locale.ROOT);
            byName.put(name, new Key(name, byName.size(), KeyType.of(column.type())));
        }
        return new PartitionFilter(Parser.parse(expression, byName));
    }

    /** Whether a partition of these values, one for each key, is chosen. */
    @Override
    public boolean test(List<String> values) {
        return condition.test(values) == Truth.TRUE;
    }
}
