package io.lakespan.sync;

import io.lakespan.model.Database;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Versioned;

/** A database is merged and agreed on as a table without columns, under a name no table can have. */
final class DatabaseAsTable {
    // Neither Hive nor Glue's own clients let a table be called this.
    private static final String NAME = "@database";

    private DatabaseAsTable() {}

    static TableRef ref(String database) {
        return TableRef.of(database, NAME);
    }

    static boolean is(TableRef ref) {
        return ref.name().equals(NAME);
    }

    /** How a person calls it. */
    static String subject(TableRef ref) {
        return is(ref) ? ref.database() : ref.toString();
    }

    static Versioned<Table> of(Versioned<Database> database) {
        return new Versioned<>(of(database.value()), database.version(), database.modified());
    }

    static Table of(Database database) {
        return Table.of(ref(database.name()), TableFormat.UNKNOWN, Schema.empty())
                .withDescription(database.description())
                .withLocation(database.location())
                .withOwner(database.owner())
                .withParameters(database.parameters())
                .withAnnotations(database.annotations());
    }

    static Database database(Table table) {
        return Database.of(table.ref().database())
                .withDescription(table.description())
                .withLocation(table.location())
                .withOwner(table.owner())
                .withParameters(table.parameters())
                .withAnnotations(table.annotations());
    }
}
