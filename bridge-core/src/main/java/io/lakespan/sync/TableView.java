package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Table;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** What is known of one table on one side. */
public sealed interface TableView {

    /**
     * The table as it is.
     *
     * @param torn facets that stand differently in the catalog's entry and in the table's own metadata; they are to be
     *     written even when the other side has them as they are
     * @param inEntryAlone the items that are as the entry says, against the table's own metadata
     */
    record Seen(Versioned<Table> table, Set<Facet> torn, SortedSet<Touched> inEntryAlone) implements TableView {
        public Seen {
            requireNonNull(table, "table");
            torn = Collections.unmodifiableSet(torn.isEmpty() ? EnumSet.noneOf(Facet.class) : EnumSet.copyOf(torn));
            inEntryAlone = Collections.unmodifiableSortedSet(new TreeSet<>(inEntryAlone));
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

    static Seen seen(Versioned<Table> table) {
        return new Seen(table, Set.of(), new TreeSet<>());
    }

    /** The version it shows, readable or not. */
    default Version version() {
        return match(seen -> seen.table().version(), Unreadable::version);
    }

    <T> T match(Function<Seen, T> seen, Function<Unreadable, T> unreadable);
}
