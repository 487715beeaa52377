package io.lakespan.cdc.source;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * A column of a MySQL table.
 *
 * @param declaration the type as MySQL writes it, such as {@code decimal(10,2)}
 * @param fraction digits after the second that a date or time keeps, else 0
 * @param comment absent when empty
 */
public record SourceColumn(
        String name,
        String declaration,
        ValueKind kind,
        LakeType type,
        int fraction,
        boolean nullable,
        Optional<String> comment) {
    public SourceColumn {
        requireNonNull(name, "name");
        requireNonNull(declaration, "declaration");
        requireNonNull(kind, "kind");
        requireNonNull(type, "type");
        requireNonNull(comment, "comment");
    }

    /** Its name in the lake: lower case, as Glue, Athena and Trino fold it; MySQL tells no cases apart. */
    public String lakeName() {
        return name.toLowerCase(Locale.ROOT);
    }
}
