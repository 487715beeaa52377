package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Database;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** One step of a plan. */
public sealed interface Change {

    /** How each kind of change is handled. */
    record Cases<T>(
            Function<CreateDatabase, T> createDatabase,
            Function<CreateTable, T> createTable,
            Function<Merge, T> merge,
            Function<RenameTable, T> renameTable,
            Function<DropTable, T> dropTable,
            Function<DropDatabase, T> dropDatabase,
            Function<CopyPartitions, T> copyPartitions,
            Function<Agree, T> agree) {}

    /** The right side lacks the database. */
    record CreateDatabase(Database database, Version left) implements Change {
        public CreateDatabase {
            requireNonNull(database, "database");
            requireNonNull(left, "left");
        }

        @Override
        public String subject() {
            return database.name();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.createDatabase().apply(this);
        }
    }

    /**
     * The right side lacks the table.
     *
     * @param seen the table on the left
     * @param left what to write there too, where entry and own metadata stand differently
     * @param before what a look at the left is compared with, and what holds while the table is being created
     */
    record CreateTable(TableView.Seen seen, Optional<Write> left, Before before) implements Change {
        public CreateTable {
            requireNonNull(seen, "seen");
            requireNonNull(left, "left");
            requireNonNull(before, "before");
        }

        public Table table() {
            return seen.table().value();
        }

        /** What holds once this is done. */
        Agreement agreement(Version leftAfter, Version right) {
            SortedSet<Touched> torn = left.isPresent() ? new TreeSet<>() : seen.inEntryAlone();
            return new Agreement(table(), leftAfter, right, Set.of(), torn, Optional.empty());
        }

        @Override
        public String subject() {
            return table().ref().toString();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.createTable().apply(this);
        }
    }

    /** What one side is to become. */
    record Write(Table target, Set<Facet> facets) {
        public Write {
            requireNonNull(target, "target");
            facets = Collections.unmodifiableSet(EnumSet.copyOf(facets));
        }
    }

    /**
     * What a merge started from.
     *
     * @param seenLeft the left side as it was read, against which a later look is compared
     * @param writing what holds while the writes are under way
     * @param replaced when another table came in the place of the agreed one
     */
    record Before(Table seenLeft, Agreement writing, Optional<Replacement> replaced) {
        public Before {
            requireNonNull(replaced, "replaced");
            requireNonNull(seenLeft, "seenLeft");
            requireNonNull(writing, "writing");
        }
    }

    /** What a merge would be as two steps, if the old table turned out to be somewhere else. */
    record Replacement(DropTable old, CreateTable anew) {
        public Replacement {
            requireNonNull(old, "old");
            requireNonNull(anew, "anew");
        }
    }

    /**
     * A table or database both sides have, and which differs.
     *
     * @param left what to write there, if anything
     * @param right what to write there, if anything
     * @param agreement what holds once this is done, with the versions both sides were read at
     */
    record Merge(Optional<Write> left, Optional<Write> right, Agreement agreement, Before before) implements Change {
        public Merge {
            requireNonNull(left, "left");
            requireNonNull(right, "right");
            requireNonNull(agreement, "agreement");
            requireNonNull(before, "before");
        }

        @Override
        public String subject() {
            return DatabaseAsTable.subject(agreement.base().ref());
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.merge().apply(this);
        }
    }

    /** The left side has the same table under a new name: the right one follows and keeps what it is. */
    record RenameTable(TableRef from, Merge merge) implements Change {
        public RenameTable {
            requireNonNull(from, "from");
            requireNonNull(merge, "merge");
        }

        public TableRef to() {
            return merge.agreement().base().ref();
        }

        @Override
        public String subject() {
            return from.toString();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.renameTable().apply(this);
        }
    }

    /**
     * The left side's complete listing proves the table gone.
     *
     * @param agreed what both sides last agreed on
     * @param seen the table as the right side shows it, when it could be read
     */
    record DropTable(TableRef ref, Version expected, Agreement agreed, Optional<Versioned<Table>> seen)
            implements Change {
        public DropTable {
            requireNonNull(ref, "ref");
            requireNonNull(expected, "expected");
            requireNonNull(agreed, "agreed");
            requireNonNull(seen, "seen");
        }

        @Override
        public String subject() {
            return ref.toString();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.dropTable().apply(this);
        }
    }

    /** The left side says for certain that there is no such database, and nothing is left in the right one. */
    record DropDatabase(String name, Version expected) implements Change {
        public DropDatabase {
            requireNonNull(name, "name");
            requireNonNull(expected, "expected");
        }

        @Override
        public String subject() {
            return name;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.dropDatabase().apply(this);
        }
    }

    /** The partitions of a copy differ from the original's. */
    record CopyPartitions(PartitionMirror.Difference difference) implements Change {
        public CopyPartitions {
            requireNonNull(difference, "difference");
        }

        @Override
        public String subject() {
            return difference.ref().toString();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.copyPartitions().apply(this);
        }
    }

    /** Nothing to write on either side: only what is agreed has to be remembered, or forgotten with the table. */
    record Agree(TableRef ref, Optional<Agreement> agreement) implements Change {
        public Agree {
            requireNonNull(ref, "ref");
            requireNonNull(agreement, "agreement");
        }

        @Override
        public String subject() {
            return DatabaseAsTable.subject(ref);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.agree().apply(this);
        }
    }

    /** The database or {@code database.table} it is about. */
    String subject();

    <T> T match(Cases<T> cases);
}
