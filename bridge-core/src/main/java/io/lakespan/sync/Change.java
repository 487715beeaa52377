package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Database;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One step of a plan, to be done on the right side. */
public sealed interface Change {

    /** How each kind of change is handled. */
    record Cases<T>(
            Function<CreateDatabase, T> createDatabase,
            Function<CreateTable, T> createTable,
            Function<UpdateTable, T> updateTable,
            Function<DropTable, T> dropTable,
            Function<Agree, T> agree) {}

    /** The right side lacks the database. */
    record CreateDatabase(Database database) implements Change {
        public CreateDatabase {
            requireNonNull(database, "database");
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

    /** The right side lacks the table. */
    record CreateTable(Table table, Version left) implements Change {
        public CreateTable {
            requireNonNull(table, "table");
            requireNonNull(left, "left");
        }

        @Override
        public String subject() {
            return table.ref().toString();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.createTable().apply(this);
        }
    }

    /**
     * The right side differs in these facets.
     *
     * @param base what both sides agree on once this is done
     * @param open the facets that stay unsettled
     */
    record UpdateTable(Table target, Set<Facet> facets, Table base, Set<Facet> open, Version left, Version expected)
            implements Change {
        public UpdateTable {
            requireNonNull(target, "target");
            facets = Collections.unmodifiableSet(EnumSet.copyOf(facets));
            requireNonNull(base, "base");
            open = Set.copyOf(open);
            requireNonNull(left, "left");
            requireNonNull(expected, "expected");
        }

        @Override
        public String subject() {
            return target.ref().toString();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.updateTable().apply(this);
        }
    }

    /** The left side's complete listing proves the table gone. */
    record DropTable(TableRef ref, Version expected) implements Change {
        public DropTable {
            requireNonNull(ref, "ref");
            requireNonNull(expected, "expected");
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

    /** Nothing to write on the right: only what is agreed has to be remembered, or forgotten with the table. */
    record Agree(TableRef ref, Optional<Agreement> agreement) implements Change {
        public Agree {
            requireNonNull(ref, "ref");
            requireNonNull(agreement, "agreement");
        }

        @Override
        public String subject() {
            return ref.toString();
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
