package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Database;
import io.lakespan.model.TableRef;
import io.lakespan.model.Versioned;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What is known of one database on one side; what could not be read is said, never left out. */
public sealed interface DatabaseView {

    /**
     * The complete listing of a database.
     *
     * @param database empty when the side says for certain that there is no such database
     * @param tables every table there is; a table whose own metadata could not be read is there as unreadable
     */
    record Listed(Optional<Versioned<Database>> database, SortedMap<TableRef, TableView> tables)
            implements DatabaseView {
        public Listed {
            requireNonNull(database, "database");
            tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        }

        @Override
        public <T> T match(Function<Listed, T> listed, Function<Unread, T> unread) {
            return listed.apply(this);
        }
    }

    /** The listing failed: nothing can be said about any table of this database. */
    record Unread(String reason) implements DatabaseView {
        public Unread {
            requireNonNull(reason, "reason");
        }

        @Override
        public <T> T match(Function<Listed, T> listed, Function<Unread, T> unread) {
            return unread.apply(this);
        }
    }

    /** A database that certainly does not exist. */
    static Listed absent() {
        return new Listed(Optional.empty(), new TreeMap<>());
    }

    <T> T match(Function<Listed, T> listed, Function<Unread, T> unread);
}
