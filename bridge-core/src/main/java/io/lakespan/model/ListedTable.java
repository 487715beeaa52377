package io.lakespan.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One line of a catalog's listing.
 *
 * @param table the table itself; absent when the asker knows it at this version
 */
public record ListedTable(TableRef ref, Version version, Optional<Versioned<Table>> table) {
    public ListedTable {
        requireNonNull(ref, "ref");
        requireNonNull(version, "version");
        requireNonNull(table, "table");
    }

    public static ListedTable of(Versioned<Table> table) {
        return new ListedTable(table.value().ref(), table.version(), Optional.of(table));
    }

    /** A table that is as the asker knows it. */
    public static ListedTable unchanged(TableRef ref, Version version) {
        return new ListedTable(ref, version, Optional.empty());
    }
}
