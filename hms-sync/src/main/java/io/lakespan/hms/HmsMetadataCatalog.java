package io.lakespan.hms;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Partition;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.Capability;
import io.lakespan.spi.MetadataCatalog;
import io.lakespan.spi.PartitionCatalog;
import io.lakespan.spi.TableRegistry;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Hive Metastore of version 2.3 or 3.1, spoken to by Thrift.
 *
 * <p>A version is a digest of the entry. Updates and drops compare it while holding the metastore's exclusive lock, the
 * one that Hive and Iceberg take as well; nobody is kept from writing without it.
 *
 * <p>Only tables without a format of their own ({@code HIVE}), views and copies that bear the mark of a
 * {@linkplain io.lakespan.model.Mirror mirror} can be created. Of a table with one and of an
 * unknown table, an update writes the texts (description, owner, column descriptions) and annotations alone; schema,
 * location and parameters are its engine's. Parameters that a format owns are shown and never written; those that hold a
 * secret are shown as asterisks and never touched.
 */
public final class HmsMetadataCatalog implements MetadataCatalog, PartitionCatalog, TableRegistry {
    private final HmsConnections connections;
    private final HmsLocks locks;
    private final HmsTableWrites tableWrites;
    private final HmsDatabaseWrites databaseWrites;
    private final HmsPartitions partitions;
    private final int pageSize;

    private HmsMetadataCatalog(HmsConfig config, Clock clock) {
        this.connections = new HmsConnections(config, clock);
        this.locks = new HmsLocks(connections, config);
        this.tableWrites = new HmsTableWrites(connections, locks);
        this.databaseWrites = new HmsDatabaseWrites(connections, locks);
        this.partitions = new HmsPartitions(connections, locks, config.pageSize());
        this.pageSize = config.pageSize();
    }

    /** Calls nothing yet. */
    public static HmsMetadataCatalog open(HmsConfig config) {
        return new HmsMetadataCatalog(requireNonNull(config, "config"), Clock.systemUTC());
    }

    @Override
    public String name() {
        return "hms";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.CREATE_FORMAT_TABLES));
    }

    @Override
    public List<Versioned<Database>> databases() {
        try (HmsLease lease = connections.lease("list the databases")) {
            return HmsReads.databaseNames(lease).stream()
                    .sorted()
                    .flatMap(name -> HmsReads.database(lease, name).stream())
                    .map(HmsDatabases::fromHms)
                    .toList();
        }
    }

    @Override
    public Stream<Versioned<Table>> tables(String database) {
        String folded = folded(database);
        List<String> names = tableNames(folded);
        return IntStream.iterate(0, from -> from < names.size(), from -> from + pageSize)
                .mapToObj(from -> names.subList(from, Math.min(from + pageSize, names.size())))
                .flatMap(page -> page(folded, page).stream());
    }

    @Override
    public Optional<Versioned<Database>> findDatabase(String name) {
        try (HmsLease lease = connections.lease("read database " + name)) {
            return HmsReads.database(lease, folded(name)).map(HmsDatabases::fromHms);
        }
    }

    @Override
    public Optional<Versioned<Table>> find(TableRef ref) {
        try (HmsLease lease = connections.lease("read table " + ref)) {
            return HmsReads.table(lease, ref).map(HmsTables::fromHms);
        }
    }

    @Override
    public Version put(Database database, Expected expected) {
        return expected.match(
                () -> databaseWrites.create(database), version -> databaseWrites.update(database, version));
    }

    @Override
    public Version put(Table table, Expected expected) {
        return expected.match(() -> tableWrites.create(table), version -> tableWrites.update(table, version));
    }

    @Override
    public Version register(Table table, Expected expected) {
        return expected.match(() -> tableWrites.register(table), version -> tableWrites.registerAgain(table, version));
    }

    @Override
    public Version rename(TableRef from, TableRef to, Version expected) {
        return tableWrites.rename(from, to, expected);
    }

    @Override
    public void drop(TableRef ref, Version expected) {
        tableWrites.drop(ref, expected);
    }

    @Override
    public void dropDatabase(String name, Version expected) {
        databaseWrites.drop(folded(name), expected);
    }

    @Override
    public Stream<Partition> partitions(TableRef ref) {
        return partitions.of(ref);
    }

    @Override
    public void put(TableRef ref, List<Partition> written) {
        partitions.put(ref, written);
    }

    @Override
    public void dropPartitions(TableRef ref, List<List<String>> values) {
        partitions.drop(ref, values);
    }

    @Override
    public SortedMap<String, Long> calls() {
        return connections.calls();
    }

    @Override
    public void close() {
        locks.close();
        connections.close();
    }

    private List<String> tableNames(String database) {
        try (HmsLease lease = connections.lease("list the tables of database " + database)) {
            return HmsReads.tableNames(lease, database);
        }
    }

    private List<Versioned<Table>> page(String database, List<String> names) {
        try (HmsLease lease = connections.lease("read tables of database " + database)) {
            return HmsReads.tables(lease, database, names).stream()
                    .map(HmsTables::fromHms)
                    .toList();
        }
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
