package io.lakespan.cdc.definition;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of schema change, in Flink CDC's words. */
public enum SchemaChangeKind {
    ADD_COLUMN,
    ALTER_COLUMN_TYPE,
    CREATE_TABLE,
    DROP_COLUMN,
    DROP_TABLE,
    RENAME_COLUMN,
    TRUNCATE_TABLE;

    /** Those after which something is gone from the lake. */
    public static final Set<SchemaChangeKind> DESTRUCTIVE = Set.of(DROP_COLUMN, DROP_TABLE, TRUNCATE_TABLE);

    /** As a definition writes it, such as {@code add.column}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** The kind of that word, or all kinds one part of whose words it is, such as {@code drop}; none for another. */
    static Set<SchemaChangeKind> named(String text) {
        Set<SchemaChangeKind> kinds = EnumSet.noneOf(SchemaChangeKind.class);
        Arrays.stream(values())
                .filter(kind -> kind.word().equals(text)
                        || List.of(kind.word().split("\\.")).contains(text))
                .forEach(kinds::add);
        return kinds;
    }

    static String words() {
        return Arrays.stream(values()).map(SchemaChangeKind::word).collect(Collectors.joining(", "));
    }
}
