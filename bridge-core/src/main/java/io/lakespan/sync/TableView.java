package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Table;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.util.function.Function;

/** What is known of one table on one side. */
public sealed interface TableView {

    /** The table as it is. */
    record Seen(Versioned<Table> table) implements TableView {
        public Seen {
            requireNonNull(table, "table");
        }

        @Override
        public <T> T match(Function<Seen, T> seen, Function<Unreadable, T> unreadable) {
            return seen.apply(this);
        }
    }

    /** The table exists, what it is could not be read. */
    record Unreadable(Version version, String reason) implements TableView {
        public Unreadable {
            requireNonNull(version, "version");
            requireNonNull(reason, "reason");
        }

        @Override
        public <T> T match(Function<Seen, T> seen, Function<Unreadable, T> unreadable) {
            return unreadable.apply(this);
        }
    }

    static TableView seen(Versioned<Table> table) {
        return new Seen(table);
    }

    <T> T match(Function<Seen, T> seen, Function<Unreadable, T> unreadable);
}
