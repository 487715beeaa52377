package io.lakespan.app.verify;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A table of MySQL, its names in MySQL's own case, and how the lake shows its rows, where that is not as they are. */
public record SourcePart(String database, String table, Optional<SourceView> view) {
    public SourcePart {
        requireNonNull(database, "database");
        requireNonNull(table, "table");
        requireNonNull(view, "view");
    }

    /** {@code database.table}. */
    public String label() {
        return database + "." + table;
    }
}
