package io.lakespan.app.verify;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.TableRef;

/** A table of MySQL, its names in MySQL's own case, and the table of the lake that must equal it. */
public record TablePair(String database, String table, TableRef lake) {
    public TablePair {
        requireNonNull(database, "database");
        requireNonNull(table, "table");
        requireNonNull(lake, "lake");
    }

    /** Both sides under one name. */
    public static TablePair of(String database, String table) {
        return new TablePair(database, table, TableRef.of(database, table));
    }

    /** The source's name. */
    public String source() {
        return database + "." + table;
    }

    @Override
    public String toString() {
        return source() + " = " + lake;
    }
}
