package io.lakespan.hms;

import io.lakespan.model.Partition;
import io.lakespan.model.TableRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.hive.metastore.api.EnvironmentContext;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;

/** The partitions of Hive's tables; they are written under the lock of their table. */
final class HmsPartitions {
    private static final short ALL = -1;
    private static final EnvironmentContext KEEPING_STATISTICS =
            new EnvironmentContext(Map.of("DO_NOT_UPDATE_STATS", "true"));

    private final HmsConnections connections;
    private final HmsLocks locks;
    private final int pageSize;

    HmsPartitions(HmsConnections connections, HmsLocks locks, int pageSize) {
        this.connections = connections;
        this.locks = locks;
        this.pageSize = pageSize;
    }

    Stream<Partition> of(TableRef ref) {
        List<String> names = names(ref);
        return pages(names).flatMap(page -> page(ref, page).stream());
    }

    void put(TableRef ref, List<Partition> wanted) {
        String what = "write partitions of table " + ref;
        try (HmsLease lease = connections.lease(what);
                HmsLock lock = locks.table(lease, ref)) {
            Table table = HmsReads.requiredTable(lease, ref);
            pages(wanted).forEach(page -> {
                lock.requireHeld();
                put(lease, table, page);
            });
        }
    }

    void drop(TableRef ref, List<List<String>> values) {
        String what = "drop partitions of table " + ref;
        try (HmsLease lease = connections.lease(what);
                HmsLock lock = locks.table(lease, ref)) {
            HmsReads.requiredTable(lease, ref);
            for (List<String> each : values) {
                lock.requireHeld();
                lease.remove(what, client -> client.drop_partition(ref.database(), ref.name(), each, false));
            }
        }
    }

    private List<String> names(TableRef ref) {
        String what = "list the partitions of table " + ref;
        try (HmsLease lease = connections.lease(what)) {
            HmsReads.requiredTable(lease, ref);
            return lease.read(what, client -> client.get_partition_names(ref.database(), ref.name(), ALL));
        }
    }

    private List<Partition> page(TableRef ref, List<String> names) {
        try (HmsLease lease = connections.lease("read partitions of table " + ref)) {
            List<Partition> found =
                    read(lease, ref, names).stream().map(HmsPartitions::fromHms).toList();
            if (found.size() < names.size()) {
                HmsReads.requiredTable(lease, ref);
            }
            return found;
        }
    }

    private static List<org.apache.hadoop.hive.metastore.api.Partition> read(
            HmsLease lease, TableRef ref, List<String> names) {
        return lease.read(
                "read partitions of table " + ref,
                client -> client.get_partitions_by_names(ref.database(), ref.name(), names));
    }

    private static void put(HmsLease lease, Table table, List<Partition> wanted) {
        TableRef ref = TableRef.of(table.getDbName(), table.getTableName());
        List<String> names = wanted.stream()
                .map(partition -> PartitionNames.name(HmsColumns.keys(table), partition.values()))
                .toList();
        Map<List<String>, org.apache.hadoop.hive.metastore.api.Partition> there = read(lease, ref, names).stream()
                .collect(Collectors.toMap(
                        org.apache.hadoop.hive.metastore.api.Partition::getValues, partition -> partition));
        var added = wanted.stream()
                .filter(partition -> !there.containsKey(partition.values()))
                .map(partition -> updated(created(table, partition), partition))
                .toList();
        var altered = wanted.stream()
                .filter(partition -> there.containsKey(partition.values()))
                .map(partition -> updated(there.get(partition.values()), partition))
                .toList();
        if (!added.isEmpty()) {
            lease.write("add partitions to table " + ref, client -> client.add_partitions(added));
        }
        if (!altered.isEmpty()) {
            lease.write(
                    "update partitions of table " + ref,
                    client -> client.alter_partitions_with_environment_context(
                            ref.database(), ref.name(), altered, KEEPING_STATISTICS));
        }
    }

    private static Partition fromHms(org.apache.hadoop.hive.metastore.api.Partition partition) {
        Optional<StorageDescriptor> storage = Optional.ofNullable(partition.getSd());
        return new Partition(
                partition.getValues(),
                storage.map(StorageDescriptor::getLocation).flatMap(Texts::present),
                HmsStorage.fromHms(partition.getSd()),
                new TreeMap<>(Parameters.shown(partition.getParameters())));
    }

    /** With the table's columns and storage, as Hive makes one. */
    private static org.apache.hadoop.hive.metastore.api.Partition created(Table table, Partition wanted) {
        StorageDescriptor storage = table.getSd().deepCopy();
        storage.setLocation(
                table.getSd().getLocation() + "/" + PartitionNames.name(HmsColumns.keys(table), wanted.values()));
        var partition = new org.apache.hadoop.hive.metastore.api.Partition();
        partition.setDbName(table.getDbName());
        partition.setTableName(table.getTableName());
        partition.setValues(wanted.values());
        partition.setSd(storage);
        partition.setParameters(new HashMap<>());
        return partition;
    }

    private static org.apache.hadoop.hive.metastore.api.Partition updated(
            org.apache.hadoop.hive.metastore.api.Partition current, Partition wanted) {
        var partition = current.deepCopy();
        wanted.location().ifPresent(partition.getSd()::setLocation);
        HmsStorage.update(partition.getSd(), wanted.storage());
        partition.setParameters(Parameters.replaced(current.getParameters(), wanted.parameters()));
        return partition;
    }

    private <T> Stream<List<T>> pages(List<T> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + pageSize)
                .mapToObj(from -> all.subList(from, Math.min(from + pageSize, all.size())));
    }
}
