package io.lakespan.hms;

import io.lakespan.model.Mirror;
import io.lakespan.model.PartitionField;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.hadoop.hive.metastore.api.EnvironmentContext;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Table;

/**
 * Writes tables under the metastore's lock.
 *
 * <p>Who writes without taking the lock, as Spark does, is seen up to the moment of the write; servers that know Hive's
 * {@code expected_parameter_key} (2.3.10, 4.0) compare once more in the write itself.
 */
final class HmsTableWrites {
    private static final String METADATA_LOCATION = "metadata_location";

    private final HmsConnections connections;
    private final HmsLocks locks;

    HmsTableWrites(HmsConnections connections, HmsLocks locks) {
        this.connections = connections;
        this.locks = locks;
    }

    Version create(io.lakespan.model.Table table) {
        requireCreatable(table);
        return create(table, HmsTables.created(table));
    }

    /** By the engine that writes the table. */
    Version register(io.lakespan.model.Table table) {
        requireIdentityPartitioning(table);
        return create(table, HmsTables.registered(table));
    }

    private Version create(io.lakespan.model.Table table, Table made) {
        TableRef ref = table.ref();
        String what = "create table " + ref;
        try (HmsLease lease = connections.lease(what)) {
            HmsReads.requiredDatabase(lease, ref.database());
            if (HmsReads.table(lease, ref).isPresent()) {
                throw Expectation.alreadyThere("table " + ref);
            }
            lease.write(what, client -> client.create_table(made));
            return HmsLease.afterwards(what, () -> HmsTables.afterCreation(table, HmsReads.requiredTable(lease, ref)));
        }
    }

    Version update(io.lakespan.model.Table table, Version expected) {
        return update(table, expected, HmsTableWrites::updated);
    }

    /** By the engine that writes the table. */
    Version registerAgain(io.lakespan.model.Table table, Version expected) {
        return update(table, expected, (wanted, current) -> HmsTables.registeredOver(current, wanted));
    }

    private Version update(
            io.lakespan.model.Table table, Version expected, BiFunction<io.lakespan.model.Table, Table, Table> change) {
        TableRef ref = table.ref();
        String what = "update table " + ref;
        try (HmsLease lease = connections.lease(what)) {
            // Who is late already need not wait for the lock.
            expected(lease, ref, expected);
            try (HmsLock lock = locks.table(lease, ref)) {
                Table current = expected(lease, ref, expected);
                Table updated = change.apply(table, current);
                lock.requireHeld();
                lease.write(
                        what,
                        client -> client.alter_table_with_environment_context(
                                ref.database(), ref.name(), updated, alterationOf(current)));
                return HmsLease.afterwards(what, () -> HmsTables.after(updated, HmsReads.requiredTable(lease, ref)));
            }
        }
    }

    /** Everything stays with the table; that the new name is free the server sees to. */
    Version rename(TableRef from, TableRef to, Version expected) {
        String what = "rename table " + from + " to " + to;
        try (HmsLease lease = connections.lease(what)) {
            requireRenamable(expected(lease, from, expected), from);
            HmsReads.requiredDatabase(lease, to.database());
            try (HmsLock lock = locks.table(lease, from)) {
                Table current = expected(lease, from, expected);
                if (HmsReads.table(lease, to).isPresent()) {
                    throw Expectation.alreadyThere("table " + to);
                }
                Table renamed = HmsTables.renamed(current, to);
                lock.requireHeld();
                lease.write(
                        what,
                        client -> client.alter_table_with_environment_context(
                                from.database(), from.name(), renamed, alterationOf(current)));
                return HmsLease.afterwards(what, () -> HmsTables.after(renamed, HmsReads.requiredTable(lease, to)));
            }
        }
    }

    void drop(TableRef ref, Version expected) {
        String what = "drop table " + ref;
        try (HmsLease lease = connections.lease(what)) {
            expected(lease, ref, expected);
            try (HmsLock lock = locks.table(lease, ref)) {
                expected(lease, ref, expected);
                lock.requireHeld();
                lease.write(
                        what,
                        client -> client.drop_table_with_environment_context(
                                ref.database(), ref.name(), false, new EnvironmentContext(Map.of())));
            }
        }
    }

    private static Table expected(HmsLease lease, TableRef ref, Version expected) {
        Table current = HmsReads.requiredTable(lease, ref);
        Expectation.require("table " + ref, HmsTables.version(current), expected);
        return current;
    }

    private static Table updated(io.lakespan.model.Table table, Table current) {
        TableFormat format = HmsFormats.of(current);
        if (table.format() != format) {
            throw Expectation.unsupported(
                    "table " + table.ref(), "it is " + format + " there and cannot become " + table.format());
        }
        if (format == TableFormat.HIVE) {
            requireIdentityPartitioning(table);
            requireSamePartitioning(table, current);
        }
        return HmsTables.updated(current, table);
    }

    private static void requireCreatable(io.lakespan.model.Table table) {
        boolean view = table.format() == TableFormat.VIEW && table.view().isPresent();
        if (table.format() != TableFormat.HIVE && !view && Mirror.of(table).isEmpty()) {
            throw Expectation.unsupported(
                    "table " + table.ref(), "a table of format " + table.format() + " is made by its own engine");
        }
        if (table.format() != TableFormat.ICEBERG) {
            requireIdentityPartitioning(table);
        }
    }

    /** Of a table that Hive manages, the server would move the files as well. */
    private static void requireRenamable(Table table, TableRef ref) {
        if ("MANAGED_TABLE".equals(table.getTableType())) {
            throw Expectation.unsupported(
                    "the new name of table " + ref, "its files would be moved; rename it in Hive");
        }
    }

    private static void requireIdentityPartitioning(io.lakespan.model.Table table) {
        table.schema().partitioning().stream()
                .filter(field -> !field.equals(PartitionField.identity(field.column())))
                .findFirst()
                .ifPresent(field -> {
                    throw Expectation.unsupported(
                            "table " + table.ref(), "Hive's tables have no partitioning by " + field.transform());
                });
    }

    private static void requireSamePartitioning(io.lakespan.model.Table table, Table current) {
        List<String> wanted = table.schema().partitioning().stream()
                .map(PartitionField::column)
                .map(HmsTableWrites::folded)
                .toList();
        List<String> keys = HmsColumns.keys(current).stream()
                .map(FieldSchema::getName)
                .map(HmsTableWrites::folded)
                .toList();
        if (!wanted.equals(keys)) {
            throw Expectation.unsupported(
                    "table " + table.ref(),
                    "it is partitioned by " + keys + " there, and Hive cannot change that to " + wanted);
        }
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Statistics stay as they are, and the entry must still be the one that was read. */
    private static EnvironmentContext alterationOf(Table current) {
        Map<String, String> properties = new HashMap<>(Map.of("DO_NOT_UPDATE_STATS", "true"));
        Map<String, String> parameters =
                Optional.ofNullable(current.getParameters()).orElse(Map.of());
        List.of(METADATA_LOCATION, Parameters.LAST_DDL_TIME).stream()
                .filter(parameters::containsKey)
                .findFirst()
                .ifPresent(key -> {
                    properties.put("expected_parameter_key", key);
                    properties.put("expected_parameter_value", parameters.get(key));
                });
        return new EnvironmentContext(properties);
    }
}
