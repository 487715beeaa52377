package io.lakespan.hms;

import io.lakespan.model.Version;
import org.apache.hadoop.hive.metastore.api.Database;

/** Writes databases, those that exist under the metastore's lock. */
final class HmsDatabaseWrites {
    private final HmsConnections connections;
    private final HmsLocks locks;

    HmsDatabaseWrites(HmsConnections connections, HmsLocks locks) {
        this.connections = connections;
        this.locks = locks;
    }

    Version create(io.lakespan.model.Database database) {
        String name = database.name();
        String what = "create database " + name;
        try (HmsLease lease = connections.lease(what)) {
            if (HmsReads.database(lease, name).isPresent()) {
                throw Expectation.alreadyThere("database " + name);
            }
            Database created = HmsDatabases.created(database);
            lease.write(what, client -> client.create_database(created));
            return HmsLease.afterwards(
                    what, () -> HmsDatabases.afterCreation(database, HmsReads.requiredDatabase(lease, name)));
        }
    }

    Version update(io.lakespan.model.Database database, Version expected) {
        String name = database.name();
        String what = "update database " + name;
        try (HmsLease lease = connections.lease(what)) {
            expected(lease, name, expected);
            try (HmsLock lock = locks.database(lease, name)) {
                Database current = expected(lease, name, expected);
                Database updated = updated(lease, current, database);
                lock.requireHeld();
                lease.write(what, client -> client.alter_database(name, updated));
                return HmsLease.afterwards(
                        what, () -> HmsDatabases.after(updated, HmsReads.requiredDatabase(lease, name)));
            }
        }
    }

    /** The server itself refuses one that is not empty. */
    void drop(String name, Version expected) {
        String what = "drop database " + name;
        try (HmsLease lease = connections.lease(what)) {
            expected(lease, name, expected);
            try (HmsLock lock = locks.database(lease, name)) {
                expected(lease, name, expected);
                lock.requireHeld();
                lease.write(what, client -> client.drop_database(name, false, false));
            }
        }
    }

    private static Database expected(HmsLease lease, String name, Version expected) {
        Database current = HmsReads.requiredDatabase(lease, name);
        Expectation.require("database " + name, HmsDatabases.version(current), expected);
        return current;
    }

    private static Database updated(HmsLease lease, Database current, io.lakespan.model.Database wanted) {
        Database updated = HmsDatabases.updated(current, wanted);
        boolean moved = !updated.getLocationUri().equals(current.getLocationUri());
        boolean told = !Texts.present(current.getDescription()).equals(wanted.description());
        if (!moved && !told) {
            return updated;
        }
        boolean old = HmsReads.isBeforeHive3(lease);
        if (moved && old) {
            throw Expectation.unsupported(
                    "database " + wanted.name(), "a server before Hive 3 cannot change its location");
        }
        return old || wanted.description().isEmpty() ? HmsDatabases.overridden(current, updated, wanted) : updated;
    }
}
