package io.lakespan.glue;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.ListedTable;
import io.lakespan.model.Partition;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.Capability;
import io.lakespan.spi.MetadataCatalog;
import io.lakespan.spi.PartitionCatalog;
import io.lakespan.spi.TableRegistry;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * The AWS Glue Data Catalog.
 *
 * <p>Updates of tables are compared and written by Glue in one step, by {@code VersionId}. Glue has no such step for
 * dropping a table, nor for writing or dropping a database: there the version is compared just before, and a change in
 * that moment is overwritten. Dropping a database in Glue drops what is in it; that it is empty is likewise seen just
 * before. Glue renames nothing.
 *
 * <p>Hive tables and views are written wholly: parameters that the model no longer has go, except those that name a
 * table's format and those that look like secrets, which are neither shown nor touched. Of an Iceberg, Hudi or unknown
 * table an update writes description, owner, column comments and annotations alone; the rest is its engine's. It is
 * created here only as a {@linkplain io.lakespan.model.Mirror copy}, and only a copy of it is written wholly.
 */
public final class GlueMetadataCatalog implements MetadataCatalog, PartitionCatalog, TableRegistry {
    private final GlueApi api;
    private final GluePartitions partitions;

    private GlueMetadataCatalog(GlueApi api) {
        this.api = api;
        this.partitions = new GluePartitions(api);
    }

    /** Calls nothing yet. */
    public static GlueMetadataCatalog open(GlueConfig config) {
        return new GlueMetadataCatalog(GlueApi.open(config));
    }

    @Override
    public String name() {
        return "glue";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.CREATE_FORMAT_TABLES, Capability.RENAME_TABLE));
    }

    /** How many requests were sent since this catalog was opened, by Glue's name of the action; retries count. */
    @Override
    public SortedMap<String, Long> calls() {
        return api.counted();
    }

    @Override
    public List<Versioned<Database>> databases() {
        return Stream.iterate(
                        Optional.of(api.databasePage(Optional.empty())),
                        Optional::isPresent,
                        page -> page.flatMap(this::following))
                .flatMap(page -> page.get().databaseList().stream())
                .map(GlueDatabases::fromGlue)
                .sorted(Comparator.comparing(database -> database.value().name()))
                .toList();
    }

    @Override
    public Stream<Versioned<Table>> tables(String database) {
        return listed(database).map(GlueTables::fromGlue);
    }

    @Override
    public Stream<ListedTable> tables(String database, Map<TableRef, Version> known) {
        return listed(database).map(table -> {
            TableRef ref = GlueTables.ref(table);
            Version version = GlueTables.version(table);
            return version.equals(known.get(ref))
                    ? ListedTable.unchanged(ref, version)
                    : ListedTable.of(GlueTables.fromGlue(table));
        });
    }

    @Override
    public Optional<Versioned<Database>> findDatabase(String name) {
        return api.find(name).map(GlueDatabases::fromGlue);
    }

    @Override
    public Optional<Versioned<Table>> find(TableRef ref) {
        return api.find(ref).map(GlueTables::fromGlue);
    }

    @Override
    public Version put(Database database, Expected expected) {
        return expected.match(() -> create(database), version -> update(database, version));
    }

    @Override
    public Version put(Table table, Expected expected) {
        return expected.match(
                () -> create(table.ref(), GlueTableInputs.created(table)),
                version -> update(table, version, GlueTableInputs::updated));
    }

    @Override
    public Version register(Table table, Expected expected) {
        return expected.match(
                () -> create(table.ref(), GlueTableInputs.registered(table)),
                version -> update(table, version, GlueTableInputs::registered));
    }

    @Override
    public void drop(TableRef ref, Version expected) {
        require("table " + ref, GlueTables.version(api.require(ref)), expected);
        api.delete(ref);
    }

    @Override
    public void dropDatabase(String name, Version expected) {
        String folded = name.toLowerCase(Locale.ROOT);
        require("database " + folded, GlueDatabases.version(api.require(folded)), expected);
        try (Stream<Versioned<Table>> tables = tables(folded)) {
            tables.findAny().ifPresent(table -> {
                throw new BridgeException(
                        ErrorCode.CONFLICT,
                        "database " + folded + " of Glue still holds tables, such as "
                                + table.value().ref() + ": drop them first");
            });
        }
        api.delete(folded);
    }

    @Override
    public Stream<Partition> partitions(TableRef ref) {
        return partitions.partitions(ref);
    }

    @Override
    public void put(TableRef ref, List<Partition> wanted) {
        partitions.put(ref, wanted);
    }

    @Override
    public void dropPartitions(TableRef ref, List<List<String>> values) {
        partitions.dropPartitions(ref, values);
    }

    @Override
    public void close() {
        api.close();
    }

    private Stream<software.amazon.awssdk.services.glue.model.Table> listed(String database) {
        return ParallelPages.<GetTablesResponse>stream(
                        api.threads(),
                        page -> Texts.present(page.nextToken()),
                        List.of(token -> api.tablePage(database, token)))
                .flatMap(page -> page.tableList().stream());
    }

    private Optional<GetDatabasesResponse> following(GetDatabasesResponse page) {
        return Texts.present(page.nextToken()).map(token -> api.databasePage(Optional.of(token)));
    }

    private Version create(Database database) {
        var wanted = GlueDatabases.merged(
                software.amazon.awssdk.services.glue.model.Database.builder().build(), database);
        api.create(GlueDatabases.input(wanted));
        return GlueCalls.afterwards(
                "create database " + database.name(), () -> GlueDatabases.version(api.require(database.name())));
    }

    private Version update(Database database, Version expected) {
        var current = api.require(database.name());
        require("database " + database.name(), GlueDatabases.version(current), expected);
        var wanted = GlueDatabases.merged(current, database);
        api.update(GlueDatabases.input(wanted));
        return GlueDatabases.version(wanted);
    }

    private Version create(TableRef ref, TableInput input) {
        api.create(ref, input);
        return GlueCalls.afterwards("create table " + ref, () -> GlueTables.afterCreation(api.require(ref)));
    }

    private Version update(
            Table table,
            Version expected,
            BiFunction<software.amazon.awssdk.services.glue.model.Table, Table, TableInput> change) {
        TableRef ref = table.ref();
        var current = api.require(ref);
        require("table " + ref, GlueTables.version(current), expected);
        TableInput input = change.apply(current, table);
        api.update(ref, input, current.versionId());
        return GlueCalls.afterwards("update table " + ref, () -> GlueTables.after(current, api.require(ref)));
    }

    private static void require(String what, Version current, Version expected) {
        if (!current.equals(expected)) {
            throw new BridgeException(
                    ErrorCode.CONFLICT,
                    what + " of Glue changed since it was read: it is at " + current.value() + ", not "
                            + expected.value() + "; read it again and decide again");
        }
    }
}
