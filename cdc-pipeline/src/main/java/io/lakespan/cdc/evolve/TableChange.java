package io.lakespan.cdc.evolve;

import static java.util.Objects.requireNonNull;

import io.lakespan.cdc.source.BinlogPosition;
import io.lakespan.cdc.source.SourceTable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one statement did to one table of the source.
 *
 * @param after the table as it is then; absent when it is gone or was only emptied
 * @param renamed columns, old name to new
 * @param dropped columns
 * @param filled columns that were added with a value for the rows that were there, and that value as the statement
 *     writes it
 * @param movedTo the table's new name, {@code database.table}
 */
record TableChange(
        Name name,
        BinlogPosition at,
        Kind kind,
        Optional<SourceTable> after,
        SortedMap<String, String> renamed,
        List<String> dropped,
        SortedMap<String, String> filled,
        Optional<String> movedTo) {

    enum Kind {
        CREATE,
        ALTER,
        TRUNCATE,
        DROP
    }

    /** A table of the source. */
    record Name(String database, String table) {
        Name {
            requireNonNull(database, "database");
            requireNonNull(table, "table");
        }

        @Override
        public String toString() {
            return database + "." + table;
        }
    }

    TableChange {
        requireNonNull(name, "name");
        requireNonNull(at, "at");
        requireNonNull(kind, "kind");
        requireNonNull(after, "after");
        renamed = Collections.unmodifiableSortedMap(new TreeMap<>(renamed));
        dropped = List.copyOf(dropped);
        filled = Collections.unmodifiableSortedMap(new TreeMap<>(filled));
        requireNonNull(movedTo, "movedTo");
    }

    static TableChange of(Name name, BinlogPosition at, Kind kind) {
        return new TableChange(
                name, at, kind, Optional.empty(), new TreeMap<>(), List.of(), new TreeMap<>(), Optional.empty());
    }

    TableChange with(SourceTable table) {
        return new TableChange(name, at, kind, Optional.of(table), renamed, dropped, filled, movedTo);
    }
}
