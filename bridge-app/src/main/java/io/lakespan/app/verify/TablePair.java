package io.lakespan.app.verify;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.TableRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table of MySQL, or several that have one shape, as shards do, and the table of the lake that must equal all of it.
 *
 * @param parts at least one
 */
public record TablePair(List<SourcePart> parts, TableRef lake) {
    public TablePair {
        parts = List.copyOf(parts);
        requireNonNull(lake, "lake");
    }

    /** One table whose rows the lake has as they are. */
    public TablePair(String database, String table, TableRef lake) {
        this(List.of(new SourcePart(database, table, Optional.empty())), lake);
    }

    /** Both sides under one name. */
    public static TablePair of(String database, String table) {
        return new TablePair(database, table, TableRef.of(database, table));
    }

    /** The source's name, or names. */
    public String source() {
        return parts.stream().map(SourcePart::label).collect(Collectors.joining(" + "));
    }

    @Override
    public String toString() {
        return source() + " = " + lake;
    }
}
