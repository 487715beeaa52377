package io.lakespan.sync;

import io.lakespan.model.Column;
import io.lakespan.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** In words, how the right side shows something that the left alone decides. */
final class Drift {
    private static final int SHOWN = 3;

    private Drift() {}

    /** Such as {@code SCHEMA: id is bigint on the left and int on the right}. */
    static String text(Facet facet, Table left, Table right) {
        return switch (facet) {
            case SCHEMA -> facet + ": " + differences(columns(left), columns(right));
            case PARAMETERS -> facet + ": " + differences(parameters(facet, left), parameters(facet, right));
            default -> "%s: %s on the left, %s on the right".formatted(facet, whole(facet, left), whole(facet, right));
        };
    }

    private static SortedMap<String, String> columns(Table table) {
        SortedMap<String, String> types = new TreeMap<>();
        List<Column> columns = table.schema().columns();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            types.put(column.name(), column.type() + (column.required() ? " not null" : "") + ", column " + (i + 1));
        }
        table.schema()
                .partitioning()
                .forEach(field -> types.put("partitioning by " + field.column(), field.transform()));
        return types;
    }

    private static SortedMap<String, String> parameters(Facet facet, Table table) {
        SortedMap<String, String> texts = new TreeMap<>();
        facet.of(table).values().stream()
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .forEach(map -> map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value))));
        return texts;
    }

    private static String whole(Facet facet, Table table) {
        List<String> values =
                facet.of(table).values().stream().map(Object::toString).toList();
        return values.isEmpty() ? "nothing" : String.join(", ", values);
    }

    private static String differences(SortedMap<String, String> left, SortedMap<String, String> right) {
        TreeSet<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        names.removeIf(name -> Optional.ofNullable(left.get(name)).equals(Optional.ofNullable(right.get(name))));
        List<String> texts = new ArrayList<>(names.stream()
                .limit(SHOWN)
                .map(name -> name + " is " + shown(left.get(name)) + " on the left and " + shown(right.get(name))
                        + " on the right")
                .toList());
        if (names.size() > SHOWN) {
            texts.add((names.size() - SHOWN) + " more");
        }
        return String.join("; ", texts);
    }

    private static String shown(String value) {
        return Optional.ofNullable(value).map(text -> "'" + text + "'").orElse("absent");
    }
}
