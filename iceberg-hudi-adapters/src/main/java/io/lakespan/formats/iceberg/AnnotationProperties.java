package io.lakespan.formats.iceberg;

import io.lakespan.model.AnnotationParameters;
import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What people write about a table, among the properties of an Iceberg table.
 *
 * <p>A column's keys name it as it was called when they were written. One more property says which field that was,
 * {@code lakespan.column-ids = 3=email,5=phone}, so that they follow the field when an engine that knows nothing of them
 * renames it. A percent sign, comma or equals sign in a name is written {@code %25}, {@code %2C}, {@code %3D}.
 */
final class AnnotationProperties {
    static final String COMMENT = "comment";
    static final String OWNER = "owner";
    static final String COLUMN_IDS = "lakespan.column-ids";

    private AnnotationProperties() {}

    /** Whether the property is one of those that {@link #written} gives. */
    static boolean owns(String key) {
        return key.equals(COMMENT) || key.equals(OWNER) || key.equals(COLUMN_IDS) || AnnotationParameters.holds(key);
    }

    /** The table with description, owner and annotations as the properties have them. */
    static Table read(Table table, Map<String, String> properties) {
        List<Column> columns = table.schema().columns();
        Table asWritten = AnnotationParameters.read(table.withAnnotations(Annotations.none())
                .withParameters(held(properties))
                .withSchema(new Schema(asWritten(columns, properties), List.of())));
        List<Column> annotated = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            annotated.add(columns.get(i)
                    .withAnnotations(asWritten.schema().columns().get(i).annotations()));
        }
        return table.withDescription(text(properties, COMMENT))
                .withOwner(text(properties, OWNER))
                .withAnnotations(asWritten.annotations())
                .withSchema(table.schema().withColumns(annotated));
    }

    /** The properties that say what the table says. */
    static SortedMap<String, String> written(Table table) {
        SortedMap<String, String> properties = AnnotationParameters.stored(table.withParameters(Map.of()));
        table.description().ifPresent(text -> properties.put(COMMENT, text));
        table.owner().ifPresent(owner -> properties.put(OWNER, owner));
        String ids = table.schema().columns().stream()
                .filter(column -> !column.annotations().isEmpty())
                .flatMap(column -> column.fieldId().stream().map(id -> id + "=" + escaped(column.name())))
                .collect(Collectors.joining(","));
        if (!ids.isEmpty()) {
            properties.put(COLUMN_IDS, ids);
        }
        return properties;
    }

    private static SortedMap<String, String> held(Map<String, String> properties) {
        SortedMap<String, String> held = new TreeMap<>(properties);
        held.keySet().removeIf(key -> !AnnotationParameters.holds(key));
        return held;
    }

    /** The columns under the names that the keys have for them. */
    private static List<Column> asWritten(List<Column> columns, Map<String, String> properties) {
        Map<String, String> names = names(properties.getOrDefault(COLUMN_IDS, ""));
        return columns.stream()
                .map(column -> named(column, name(column, names)))
                .toList();
    }

    private static String name(Column column, Map<String, String> names) {
        Optional<String> written = column.fieldId().flatMap(id -> Optional.ofNullable(names.get(id)));
        if (written.isPresent()) {
            return written.get();
        }
        // A new column that took the name of a former one is not the one that was written about.
        boolean another = names.values().stream().anyMatch(column.name()::equalsIgnoreCase);
        return another ? "\0" + column.name() : column.name();
    }

    private static Column named(Column column, String name) {
        return new Column(
                name, column.type(), column.description(), column.fieldId(), column.required(), Annotations.none());
    }

    private static Map<String, String> names(String columnIds) {
        Map<String, String> names = new TreeMap<>();
        for (String pair : columnIds.split(",")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                names.put(pair.substring(0, equals), plain(pair.substring(equals + 1)));
            }
        }
        return names;
    }

    private static Optional<String> text(Map<String, String> properties, String key) {
        return Optional.ofNullable(properties.get(key)).filter(text -> !text.isEmpty());
    }

    private static String escaped(String name) {
        return name.replace("%", "%25").replace(",", "%2C").replace("=", "%3D");
    }

    private static String plain(String name) {
        return name.replace("%3D", "=").replace("%2C", ",").replace("%25", "%");
    }
}
