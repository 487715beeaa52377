package io.lakespan.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Annotations as key/value parameters of a table or database, the form in which engines that know nothing of Atlas read
 * them.
 *
 * <p>Keys start with {@code lakespan.}, one key for each thing, so that two writers of different things do not meet:
 *
 * <pre>
 * lakespan.tag.PII = true                       lakespan.tag.RETENTION.days = 30
 * lakespan.propagated-tag.PII = true            lakespan.term.Sales.Customer = true
 * lakespan.attribute.gdpr.level = 3             lakespan.column.email.tag.PII = true
 * </pre>
 *
 * A dot or percent sign inside a name is written {@code %2E} or {@code %25}. Keys under the prefix that do not have this
 * form are left among the parameters.
 */
public final class AnnotationParameters {
    /** What every key starts with. */
    public static final String PREFIX = "lakespan.";

    private static final String SET = "true";
    private static final String COLUMN = "column";
    private static final String TAG = "tag";
    private static final String PROPAGATED = "propagated-tag";
    private static final String TERM = "term";
    private static final String ATTRIBUTE = "attribute";

    private AnnotationParameters() {}

    /** The table's parameters together with its own and its columns' annotations, as a catalog stores them. */
    public static SortedMap<String, String> stored(Table table) {
        SortedMap<String, String> stored = KeptTexts.stored(table, table.parameters());
        stored.keySet().removeIf(AnnotationParameters::holds);
        write("", table.annotations(), stored);
        for (Column column : table.schema().columns()) {
            write(joined(COLUMN, column.name()) + ".", column.annotations(), stored);
        }
        return stored;
    }

    /** The database's parameters together with its annotations. */
    public static SortedMap<String, String> stored(Database database) {
        SortedMap<String, String> stored = new TreeMap<>(database.parameters());
        stored.keySet().removeIf(AnnotationParameters::holds);
        write("", database.annotations(), stored);
        return stored;
    }

    /** The table with the annotations that stand among its parameters taken out of them. */
    public static Table read(Table table) {
        Table read = table.withParameters(others(table.parameters()));
        for (Map.Entry<String, String> entry : table.parameters().entrySet()) {
            Optional<Place> place = place(entry.getKey());
            read = place.isEmpty() ? read : put(read, place.get(), entry.getValue());
        }
        return read;
    }

    /** The database with the annotations that stand among its parameters taken out of them. */
    public static Database read(Database database) {
        Annotations annotations = database.annotations();
        SortedMap<String, String> others = new TreeMap<>(database.parameters());
        for (Map.Entry<String, String> entry : database.parameters().entrySet()) {
            Optional<Place> place =
                    place(entry.getKey()).filter(found -> found.column().isEmpty());
            if (place.isPresent()) {
                annotations = put(annotations, place.get(), entry.getValue());
                others.remove(entry.getKey());
            }
        }
        return database.withParameters(others).withAnnotations(annotations);
    }

    /** Whether the key holds an annotation. */
    public static boolean holds(String key) {
        return place(key).isPresent();
    }

    private record Place(Optional<String> column, String kind, String first, Optional<String> second) {}

    private static SortedMap<String, String> others(SortedMap<String, String> parameters) {
        SortedMap<String, String> others = new TreeMap<>(parameters);
        others.keySet().removeIf(AnnotationParameters::holds);
        return others;
    }

    private static void write(String owner, Annotations annotations, SortedMap<String, String> into) {
        String prefix = PREFIX + owner;
        annotations.tags().values().forEach(tag -> write(prefix + TAG, tag, into));
        annotations.propagatedTags().values().forEach(tag -> write(prefix + PROPAGATED, tag, into));
        annotations.terms().forEach(term -> into.put(prefix + joined(TERM, glossaryOf(term), termOf(term)), SET));
        annotations.attributes().forEach((name, value) -> into.put(prefix + attributeKey(name), value));
    }

    private static void write(String prefix, Tag tag, SortedMap<String, String> into) {
        String key = prefix + "." + escaped(tag.name());
        into.put(key, SET);
        tag.attributes().forEach((name, value) -> into.put(key + "." + escaped(name), value));
    }

    private static String attributeKey(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? joined(ATTRIBUTE, name) : joined(ATTRIBUTE, name.substring(0, dot), name.substring(dot + 1));
    }

    private static String termOf(String term) {
        int at = term.lastIndexOf('@');
        return at < 0 ? term : term.substring(0, at);
    }

    private static String term(String name, String glossary) {
        return glossary.isEmpty() ? name : name + "@" + glossary;
    }

    private static String glossaryOf(String term) {
        int at = term.lastIndexOf('@');
        return at < 0 ? "" : term.substring(at + 1);
    }

    private static Table put(Table table, Place place, String value) {
        if (place.column().isEmpty()) {
            return table.withAnnotations(put(table.annotations(), place, value));
        }
        return table.withColumn(
                place.column().get(), column -> column.withAnnotations(put(column.annotations(), place, value)));
    }

    private static Annotations put(Annotations annotations, Place place, String value) {
        return switch (place.kind()) {
            case TAG -> annotations.withTag(tag(annotations.tags(), place, value));
            case PROPAGATED -> annotations.withPropagatedTag(tag(annotations.propagatedTags(), place, value));
            case TERM -> annotations.withTerm(term(place.second().orElseThrow(), place.first()));
            default ->
                annotations.withAttribute(
                        place.first()
                                + place.second().map(second -> "." + second).orElse(""),
                        value);
        };
    }

    private static Tag tag(SortedMap<String, Tag> known, Place place, String value) {
        Tag tag = known.getOrDefault(place.first(), Tag.of(place.first()));
        return place.second().map(attribute -> tag.with(attribute, value)).orElse(tag);
    }

    private static Optional<Place> place(String key) {
        if (!key.startsWith(PREFIX)) {
            return Optional.empty();
        }
        List<String> parts = parts(key.substring(PREFIX.length()));
        boolean onColumn = parts.size() > 2 && parts.get(0).equals(COLUMN);
        Optional<String> column = onColumn ? Optional.of(parts.get(1)) : Optional.empty();
        return place(column, onColumn ? parts.subList(2, parts.size()) : parts);
    }

    private static Optional<Place> place(Optional<String> column, List<String> parts) {
        boolean known = parts.size() == 2 || parts.size() == 3;
        if (!known || parts.get(1).isEmpty() && !parts.get(0).equals(TERM)) {
            return Optional.empty();
        }
        Optional<String> second = parts.size() == 3 ? Optional.of(parts.get(2)) : Optional.empty();
        return switch (parts.get(0)) {
            case TAG, PROPAGATED, ATTRIBUTE -> Optional.of(new Place(column, parts.get(0), parts.get(1), second));
            case TERM -> second.map(term -> new Place(column, TERM, parts.get(1), second));
            default -> Optional.empty();
        };
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split("\\.", -1)) {
            parts.add(part.replace("%2E", ".").replace("%25", "%"));
        }
        return parts;
    }

    private static String joined(String... parts) {
        return String.join(
                ".", List.of(parts).stream().map(AnnotationParameters::escaped).toList());
    }

    static String escaped(String part) {
        return part.replace("%", "%25").replace(".", "%2E");
    }
}
