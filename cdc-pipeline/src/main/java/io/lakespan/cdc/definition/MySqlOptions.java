package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code source} section: which MySQL server, which of its tables, and how they are read.
 *
 * @param tables at least one
 * @param serverId the ids this pipeline takes among the server's replicas, {@code 5400} or {@code 5400-5404}; absent
 *     leaves them to be made from the pipeline's name
 * @param serverTimeZone the zone of the server's sessions; absent asks the server
 * @param tinyintAsBoolean whether {@code tinyint(1)} becomes a truth value, which loses values other than 0 and 1
 * @param debezium what Debezium is told beyond this, keys without {@code debezium.}
 * @param jdbc what the JDBC driver is told, keys without {@code jdbc.properties.}
 */
public record MySqlOptions(
        Optional<String> name,
        String hostname,
        int port,
        String username,
        Secret password,
        List<TablePattern> tables,
        List<TablePattern> excluded,
        Optional<String> serverId,
        Optional<ZoneId> serverTimeZone,
        Startup startup,
        Snapshot snapshot,
        Duration heartbeat,
        boolean tinyintAsBoolean,
        SortedMap<String, Secret> debezium,
        SortedMap<String, Secret> jdbc) {
    public MySqlOptions {
        requireNonNull(name, "name");
        requireNonNull(hostname, "hostname");
        requireNonNull(username, "username");
        requireNonNull(password, "password");
        tables = List.copyOf(tables);
        excluded = List.copyOf(excluded);
        requireNonNull(serverId, "serverId");
        requireNonNull(serverTimeZone, "serverTimeZone");
        requireNonNull(startup, "startup");
        requireNonNull(snapshot, "snapshot");
        requireNonNull(heartbeat, "heartbeat");
        debezium = Collections.unmodifiableSortedMap(new TreeMap<>(debezium));
        jdbc = Collections.unmodifiableSortedMap(new TreeMap<>(jdbc));
    }

    /**
     * How the first reading of the tables goes; what is absent follows from the width of the tables' rows.
     *
     * @param chunkSize rows read as one piece; a reader keeps one piece in memory
     * @param fetchSize rows asked for at once
     */
    public record Snapshot(OptionalInt chunkSize, OptionalInt fetchSize) {
        public Snapshot {
            requireNonNull(chunkSize, "chunkSize");
            requireNonNull(fetchSize, "fetchSize");
        }
    }

    /** {@code host:port}, for messages. */
    public String address() {
        return hostname + ":" + port;
    }
}
