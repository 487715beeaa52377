package io.lakespan.local.glue.expression;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A partition key: where its value stands among a partition's values, and how it compares. */
record Key(String name, int position, KeyType type) {
    /** What Hive writes where a partition has no value. */
    static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    /** The key's value in this partition; nothing where it has none, or none of its type. */
    Optional<Comparable<?>> value(List<String> values) {
        return text(values).flatMap(type::read);
    }

    Optional<String> text(List<String> values) {
        return Optional.of(values.get(position)).filter(text -> !text.equals(NULL));
    }

    /** A literal as a value of this key. */
    Comparable<?> literal(String text) {
        return type.read(text)
                .orElseThrow(() -> new ExpressionException("'" + text + "' is no "
                        + type.name().toLowerCase(Locale.ROOT) + ", which key " + name + " is"));
    }
}
