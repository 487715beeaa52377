package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** One property of a table, compared with a value: texts without regard to case, times as seconds. */
record SearchFilter(String key, IntPredicate holds, String value) implements Predicate<ObjectNode> {
    private static final Map<String, IntPredicate> COMPARATORS = Map.of(
            "EQUALS", order -> order == 0,
            "GREATER_THAN", order -> order > 0,
            "LESS_THAN", order -> order < 0,
            "GREATER_THAN_EQUALS", order -> order >= 0,
            "LESS_THAN_EQUALS", order -> order <= 0);

    static SearchFilter of(Request request) {
        String key = request.requiredText("Key");
        if (key.isEmpty()) {
            throw GlueError.constraint("filters.key", "''", "have length greater than or equal to 1");
        }
        String comparator = request.text("Comparator").orElse("EQUALS");
        if (!COMPARATORS.containsKey(comparator)) {
            throw GlueError.constraint(
                    "filters.comparator",
                    "'" + comparator + "'",
                    "satisfy enum value set: " + new TreeSet<>(COMPARATORS.keySet()));
        }
        return new SearchFilter(key, COMPARATORS.get(comparator), request.requiredText("Value"));
    }

    @Override
    public boolean test(ObjectNode table) {
        JsonNode found = property(table);
        return !found.isMissingNode() && holds.test(order(found));
    }

    private JsonNode property(ObjectNode table) {
        String capital = Character.toUpperCase(key.charAt(0)) + key.substring(1);
        return table.has(capital)
                ? table.path(capital)
                : table.path("Parameters").path(key);
    }

    private int order(JsonNode found) {
        if (!found.isNumber()) {
            return found.asText().compareToIgnoreCase(value);
        }
        try {
            return found.decimalValue().compareTo(new BigDecimal(value));
        } catch (NumberFormatException e) {
            throw GlueError.invalid("Filter " + key + " needs a number, not '" + value + "'");
        }
    }
}
