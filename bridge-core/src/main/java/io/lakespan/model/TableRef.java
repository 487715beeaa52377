package io.lakespan.model;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.Comparator;
import java.util.Locale;

/**
 * A table's place in a catalog: {@code database.name}, folded to lower case as Glue and the Hive Metastore do.
 */
public record TableRef(String database, String name) implements Comparable<TableRef> {
    private static final Comparator<TableRef> ORDER =
            Comparator.comparing(TableRef::database).thenComparing(TableRef::name);

    public TableRef {
        database = requireNonNull(database, "database").toLowerCase(Locale.ROOT);
        name = requireNonNull(name, "name").toLowerCase(Locale.ROOT);
        if (database.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("a table needs a database and a name: '" + database + "." + name + "'");
        }
    }

    public static TableRef of(String database, String name) {
        return new TableRef(database, name);
    }

    /**
     * Reads {@code database.table}.
     *
     * @throws BridgeException {@code INVALID_INPUT} when the text has not exactly one dot between two names
     */
    public static TableRef parse(String text) {
        int dot = text.indexOf('.');
        if (dot <= 0 || dot == text.length() - 1 || text.indexOf('.', dot + 1) >= 0) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT, "'" + text + "' is not a table name; write it as database.table");
        }
        return new TableRef(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public int compareTo(TableRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return database + "." + name;
    }
}
