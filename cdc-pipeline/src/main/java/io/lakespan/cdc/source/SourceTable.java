package io.lakespan.cdc.source;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A MySQL table as it is now.
 *
 * @param key the names of the primary key's columns in its order, at least one
 * @param estimatedRows MySQL's own guess, which may be far off
 */
public record SourceTable(
        String database,
        String name,
        Optional<String> comment,
        List<SourceColumn> columns,
        List<String> key,
        long estimatedRows) {
    public SourceTable {
        requireNonNull(database, "database");
        requireNonNull(name, "name");
        requireNonNull(comment, "comment");
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** {@code database.table}. */
    public String label() {
        return database + "." + name;
    }

    public SourceColumn column(String column) {
        return columns.stream()
                .filter(candidate -> candidate.name().equals(column))
                .findFirst()
                .orElseThrow();
    }

    /** The names that the key's columns have in the lake. */
    public SortedSet<String> lakeKey() {
        return new TreeSet<>(orderedLakeKey());
    }

    /** The same in the key's order. */
    public List<String> orderedLakeKey() {
        return key.stream().map(column -> column(column).lakeName()).toList();
    }

    /**
     * The key's column by which the first reading cuts the table into pieces: one whose order Java and MySQL agree on.
     *
     * <p>Flink CDC compares the ends of pieces in Java; text in a collation, bytes and dates come out in another order
     * there, and changes to a row taken for another piece's are lost.
     */
    public Optional<String> chunkKey() {
        return key.stream().filter(column -> ordered(column(column).kind())).findFirst();
    }

    private static boolean ordered(ValueKind kind) {
        return switch (kind) {
            case INTEGER, LONG, UNSIGNED_LONG, DECIMAL -> true;
            case TINYINT_AS_BOOLEAN, WIDE_DECIMAL, FLOAT, DOUBLE, TEXT, JSON, BYTES, GEOMETRY -> false;
            case DATE, DATETIME, TIMESTAMP, TIME, BIT, BITS, WIDE_BITS -> false;
        };
    }
}
