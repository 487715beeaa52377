package io.lakespan.cdc.definition;

import io.lakespan.error.BridgeException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the file, read key by key; what is wrong is noted and a stand-in returned, so that one pass finds all.
 *
 * <p>A prefix such as {@code debezium} may be written as dotted keys or as a mapping of its own.
 */
final class Section {
    private static final String MISSING = "?";
    // A mapping that holds itself through an alias would never end.
    private static final int LONGEST_KEY = 200;

    private final String name;
    private final Mark start;
    private final Problems problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    private record Entry(Node key, Node value) {}

    private Section(String name, Mark start, Problems problems) {
        this.name = name;
        this.start = start;
        this.problems = problems;
    }

    /** Reads a mapping, or notes that the node is none. */
    static Section of(String name, Node node, Problems problems) {
        Section section = new Section(name, node.getStartMark(), problems);
        if (node instanceof MappingNode mapping) {
            section.add("", mapping);
        } else {
            problems.error(
                    node.getStartMark(), name + " must be a mapping of keys to values, write it as 'key: value'");
        }
        return section;
    }

    /** One that is not in the file. */
    static Section empty(String name, Mark place, Problems problems) {
        return new Section(name, place, problems);
    }

    private void add(String prefix, MappingNode mapping) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                add(prefix + key.getValue(), new Entry(key, tuple.getValueNode()));
            } else {
                problems.error(tuple.getKeyNode().getStartMark(), "a key must be a plain word, not a list or mapping");
            }
        }
    }

    private void add(String key, Entry entry) {
        if (entry.value() instanceof MappingNode nested && key.length() <= LONGEST_KEY && Keys.isPrefix(name, key)) {
            add(key + ".", nested);
            return;
        }
        Entry first = entries.putIfAbsent(key, entry);
        if (first != null) {
            problems.error(
                    entry.key().getStartMark(),
                    "'" + key + "' stands twice in " + name + ", first in line "
                            + (first.key().getStartMark().getLine() + 1) + "; remove one");
        }
    }

    /** The node of a key that may be missing. */
    Optional<Node> node(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    String required(String key) {
        return optional(key).orElseGet(() -> missing(key));
    }

    Optional<String> optional(String key) {
        return node(key).flatMap(node -> scalar(key, node)).filter(text -> plain(key, text));
    }

    int number(String key, int fallback) {
        return converted(key, "a whole number above 0", text -> {
                    int value = Integer.parseInt(text);
                    if (value < 1) {
                        throw new NumberFormatException(text);
                    }
                    return value;
                })
                .orElse(fallback);
    }

    boolean flag(String key) {
        return converted(key, "true or false", text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                })
                .orElse(false);
    }

    Duration duration(String key, Duration fallback) {
        return converted(key, "a time such as 500ms, 10s or 3min", Durations::parse)
                .orElse(fallback);
    }

    Optional<ZoneId> zone(String key) {
        return converted(key, "a time zone such as UTC, +02:00 or Europe/Berlin", ZoneId::of);
    }

    /** One of the words an enum's constants stand for, their parts joined by a dash. */
    <E extends Enum<E>> E choice(String key, E fallback) {
        return choice(key, fallback, '-');
    }

    /** The same with the parts of a word joined by another character. */
    <E extends Enum<E>> E choice(String key, E fallback, char joint) {
        List<String> words = Arrays.stream(fallback.getDeclaringClass().getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', joint))
                .toList();
        return converted(key, "one of " + String.join(", ", words), text -> {
                    int at = words.indexOf(text);
                    if (at < 0) {
                        throw new IllegalArgumentException(text);
                    }
                    return fallback.getDeclaringClass().getEnumConstants()[at];
                })
                .orElse(fallback);
    }

    /** A text that must be as the function wants it; its exception's message says what is wrong. */
    <T> Optional<T> parsed(String key, Function<String, T> parse) {
        return optional(key).flatMap(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (BridgeException e) {
                problems.error(mark(key), key + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** A text of SQL that knows where it stands. */
    Optional<SqlText> sql(String key) {
        return optional(key).map(text -> sql(text, (ScalarNode) entries.get(key).value()));
    }

    private SqlText sql(String text, ScalarNode node) {
        Mark mark = node.getStartMark();
        int quote = node.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN ? 0 : 1;
        boolean verbatim = mark.getLine() == node.getEndMark().getLine()
                && node.getEndMark().getColumn() - mark.getColumn() == text.length() + 2 * quote;
        return new SqlText(text, problems.file(), mark.getLine() + 1, mark.getColumn() + 1 + quote, verbatim);
    }

    Secret secret(String key) {
        Optional<String> text = node(key).flatMap(node -> scalar(key, node));
        return secret(key, text.orElseGet(() -> missing(key)));
    }

    /** All keys below a prefix, without it. */
    SortedMap<String, Secret> below(String prefix) {
        SortedMap<String, Secret> values = new TreeMap<>();
        for (String key : List.copyOf(entries.keySet())) {
            if (key.startsWith(prefix + ".")) {
                node(key)
                        .flatMap(node -> scalar(key, node))
                        .ifPresent(text -> values.put(key.substring(prefix.length() + 1), secret(key, text)));
            }
        }
        return values;
    }

    /** Where a key's value stands, or where the section starts. */
    Mark mark(String key) {
        return Optional.ofNullable(entries.get(key))
                .map(entry -> entry.value().getStartMark())
                .orElse(start);
    }

    Mark start() {
        return start;
    }

    /** Notes every key that nobody asked for. */
    void finish() {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                unknown(key, entry.key().getStartMark());
            }
        });
    }

    private void unknown(String key, Mark place) {
        String meant = Suggestions.nearest(key, known)
                .map(word -> "did you mean '" + word + "'?")
                .orElseGet(() ->
                        "known are " + String.join(", ", known.stream().sorted().toList()));
        problems.error(place, "unknown key '" + key + "' in " + name + "; " + meant);
    }

    private String missing(String key) {
        if (!entries.containsKey(key)) {
            problems.error(start, name + " lacks '" + key + "'; add it");
        }
        return MISSING;
    }

    private Optional<String> scalar(String key, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.error(node.getStartMark(), key + " must be a single value, not a list or mapping");
            return Optional.empty();
        }
        if (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank()) {
            problems.error(node.getStartMark(), key + " has no value; give one or remove the key");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    private boolean plain(String key, String text) {
        if (text.contains("${")) {
            problems.error(
                    mark(key),
                    key + " cannot be a reference; ${env:NAME} and ${file:PATH} are for password, catalog.properties.*,"
                            + " debezium.*, jdbc.properties.* and mask.salt");
            return false;
        }
        return true;
    }

    private Secret secret(String key, String text) {
        try {
            Secret secret = References.parse(text);
            if (References.sensitive(key) && secret instanceof Secret.Literal && entries.containsKey(key)) {
                problems.warn(
                        mark(key), key + " stands in the file as it is; write ${env:NAME} or ${file:/path} instead");
            }
            return secret;
        } catch (BridgeException e) {
            problems.error(mark(key), key + ": " + e.getMessage());
            return new Secret.Literal(MISSING);
        }
    }

    private <T> Optional<T> converted(String key, String expected, Function<String, T> convert) {
        return optional(key).flatMap(text -> {
            try {
                return Optional.of(convert.apply(text));
            } catch (IllegalArgumentException | DateTimeException e) {
                problems.error(mark(key), key + " must be " + expected + ", not '" + text + "'");
                return Optional.empty();
            }
        });
    }
}
