package io.lakespan.glue;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.Capability;
import io.lakespan.spi.MetadataCatalog;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * The AWS Glue Data Catalog.
 *
 * <p>Updates of tables are compared and written by Glue in one step, by {@code VersionId}. Glue has no such step for
 * dropping a table, nor for writing or dropping a database: there the version is compared just before, and a change in
 * that moment is overwritten. Dropping a database in Glue drops what is in it; that it is empty is likewise seen just
 * before.
 *
 * <p>Only tables without a format of their own ({@code HIVE}, as Parquet) can be created. Of a table with one, of a view
 * and of an unknown table, an update writes description and owner alone; schema and location are its engine's.
 * Parameters are added and replaced, never removed; those that look like secrets are neither shown nor touched.
 */
public final class GlueMetadataCatalog implements MetadataCatalog {
    private final GlueClients clients;
    private final String catalogId;

    private GlueMetadataCatalog(GlueClients clients, Optional<String> catalogId) {
        this.clients = clients;
        // The SDK's word for the caller's own.
        this.catalogId = catalogId.orElse(null);
    }

    /** Calls nothing yet. */
    public static GlueMetadataCatalog open(GlueConfig config) {
        return new GlueMetadataCatalog(GlueClients.open(config), config.catalogId());
    }

    @Override
    public String name() {
        return "glue";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.CREATE_FORMAT_TABLES));
    }

    @Override
    public List<Versioned<Database>> databases() {
        return Stream.iterate(Optional.of(databasePage(null)), Optional::isPresent, page -> page.flatMap(
                                last -> Texts.present(last.nextToken()))
                        .map(this::databasePage))
                .flatMap(page -> page.get().databaseList().stream())
                .map(GlueDatabases::fromGlue)
                .sorted(Comparator.comparing(database -> database.value().name()))
                .toList();
    }

    @Override
    public Stream<Versioned<Table>> tables(String database) {
        return Stream.iterate(Optional.of(tablePage(database, null)), Optional::isPresent, page -> page.flatMap(
                                last -> Texts.present(last.nextToken()))
                        .map(token -> tablePage(database, token)))
                .flatMap(page -> page.get().tableList().stream())
                .map(GlueTables::fromGlue);
    }

    @Override
    public Optional<Versioned<Database>> findDatabase(String name) {
        return current(name).map(GlueDatabases::fromGlue);
    }

    @Override
    public Optional<Versioned<Table>> find(TableRef ref) {
        return current(ref).map(GlueTables::fromGlue);
    }

    @Override
    public Version put(Database database, Expected expected) {
        return expected.match(() -> create(database), version -> update(database, version));
    }

    @Override
    public Version put(Table table, Expected expected) {
        return expected.match(() -> create(table), version -> update(table, version));
    }

    @Override
    public void drop(TableRef ref, Version expected) {
        require("table " + ref, GlueTables.version(required(ref)), expected);
        GlueCalls.write("drop table " + ref, () -> writes().deleteTable(delete ->
                delete.catalogId(catalogId).databaseName(ref.database()).name(ref.name())));
    }

    @Override
    public void dropDatabase(String name, Version expected) {
        String folded = name.toLowerCase(Locale.ROOT);
        require("database " + folded, GlueDatabases.version(required(folded)), expected);
        try (Stream<Versioned<Table>> tables = tables(folded)) {
            tables.findAny().ifPresent(table -> {
                throw new BridgeException(
                        ErrorCode.CONFLICT,
                        "database " + folded + " of Glue still holds tables, such as "
                                + table.value().ref() + ": drop them first");
            });
        }
        GlueCalls.write("drop database " + folded, () -> writes().deleteDatabase(
                        delete -> delete.catalogId(catalogId).name(folded)));
    }

    @Override
    public void close() {
        clients.close();
    }

    private Version create(Database database) {
        var made = GlueDatabases.merged(
                software.amazon.awssdk.services.glue.model.Database.builder().build(), database);
        GlueCalls.write("create database " + database.name(), () -> writes().createDatabase(
                        create -> create.catalogId(catalogId).databaseInput(GlueDatabases.input(made))));
        return GlueCalls.afterwards(
                "create database " + database.name(), () -> GlueDatabases.version(required(database.name())));
    }

    private Version update(Database database, Version expected) {
        var current = required(database.name());
        require("database " + database.name(), GlueDatabases.version(current), expected);
        var wanted = GlueDatabases.merged(current, database);
        GlueCalls.write("update database " + database.name(), () -> writes().updateDatabase(update ->
                update.catalogId(catalogId).name(database.name()).databaseInput(GlueDatabases.input(wanted))));
        return GlueDatabases.version(wanted);
    }

    private Version create(Table table) {
        if (table.format() != TableFormat.HIVE) {
            throw unsupported(table, "a table of format " + table.format() + " is made by its own engine, not in Glue");
        }
        requireIdentityPartitioning(table);
        TableRef ref = table.ref();
        GlueCalls.write("create table " + ref, () -> writes().createTable(create ->
                create.catalogId(catalogId).databaseName(ref.database()).tableInput(GlueTables.create(table))));
        return GlueCalls.afterwards("create table " + ref, () -> GlueTables.afterCreation(required(ref)));
    }

    private Version update(Table table, Version expected) {
        TableRef ref = table.ref();
        var current = required(ref);
        require("table " + ref, GlueTables.version(current), expected);
        TableInput input = input(table, current);
        GlueCalls.write("update table " + ref, () -> writes().updateTable(update -> update.catalogId(catalogId)
                .databaseName(ref.database())
                .versionId(current.versionId())
                .skipArchive(true)
                .tableInput(input)));
        return GlueCalls.afterwards("update table " + ref, () -> GlueTables.after(current, required(ref)));
    }

    private static TableInput input(Table table, software.amazon.awssdk.services.glue.model.Table current) {
        TableFormat format = GlueFormats.of(current);
        if (table.format() != format) {
            throw unsupported(table, "it is " + format + " in Glue and cannot become " + table.format());
        }
        if (current.viewDefinition() != null) {
            throw unsupported(table, "a view of several dialects cannot be written back whole");
        }
        if (format != TableFormat.HIVE) {
            return GlueTables.described(current, table);
        }
        requireIdentityPartitioning(table);
        return GlueTables.replaced(current, table);
    }

    private static void requireIdentityPartitioning(Table table) {
        table.schema().partitioning().stream()
                .filter(field -> !field.equals(PartitionField.identity(field.column())))
                .findFirst()
                .ifPresent(field -> {
                    throw unsupported(table, "Hive's tables have no partitioning by " + field.transform());
                });
    }

    private static BridgeException unsupported(Table table, String why) {
        return new BridgeException(
                ErrorCode.UNSUPPORTED, "table " + table.ref() + " cannot be written to Glue: " + why);
    }

    private GetDatabasesResponse databasePage(String token) {
        return GlueCalls.read("list the databases", () -> reads().getDatabases(
                        list -> list.catalogId(catalogId).nextToken(token)));
    }

    private GetTablesResponse tablePage(String database, String token) {
        return GlueCalls.read(
                "list the tables of database " + database, () -> reads().getTables(list -> list.catalogId(catalogId)
                        .databaseName(database.toLowerCase(Locale.ROOT))
                        .nextToken(token)));
    }

    private Optional<software.amazon.awssdk.services.glue.model.Database> current(String name) {
        return GlueCalls.find("read database " + name, () -> reads().getDatabase(
                        get -> get.catalogId(catalogId).name(name.toLowerCase(Locale.ROOT)))
                .database());
    }

    private Optional<software.amazon.awssdk.services.glue.model.Table> current(TableRef ref) {
        return GlueCalls.find("read table " + ref, () -> reads().getTable(get ->
                        get.catalogId(catalogId).databaseName(ref.database()).name(ref.name()))
                .table());
    }

    private software.amazon.awssdk.services.glue.model.Database required(String name) {
        return current(name).orElseThrow(() -> absent("database " + name));
    }

    private software.amazon.awssdk.services.glue.model.Table required(TableRef ref) {
        return current(ref).orElseThrow(() -> absent("table " + ref));
    }

    private static BridgeException absent(String what) {
        return new BridgeException(ErrorCode.NOT_FOUND, "there is no " + what + " in Glue");
    }

    private static void require(String what, Version current, Version expected) {
        if (!current.equals(expected)) {
            throw new BridgeException(
                    ErrorCode.CONFLICT,
                    what + " of Glue changed since it was read: it is at " + current.value() + ", not "
                            + expected.value() + "; read it again and decide again");
        }
    }

    private GlueClient reads() {
        return clients.reads();
    }

    private GlueClient writes() {
        return clients.writes();
    }
}
