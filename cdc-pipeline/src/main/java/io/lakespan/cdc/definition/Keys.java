package io.lakespan.cdc.definition;

import java.util.List;

/** The keys of a definition, in Flink CDC's words where it has them. */
final class Keys {
    static final String TYPE = "type";
    static final String NAME = "name";
    static final String HOSTNAME = "hostname";
    static final String PORT = "port";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String TABLES = "tables";
    static final String TABLES_EXCLUDE = "tables.exclude";
    static final String SERVER_ID = "server-id";
    static final String SERVER_TIME_ZONE = "server-time-zone";
    static final String STARTUP_MODE = "scan.startup.mode";
    static final String STARTUP_FILE = "scan.startup.specific-offset.file";
    static final String STARTUP_POSITION = "scan.startup.specific-offset.pos";
    static final String STARTUP_GTIDS = "scan.startup.specific-offset.gtid-set";
    static final String STARTUP_SKIP_EVENTS = "scan.startup.specific-offset.skip-events";
    static final String STARTUP_SKIP_ROWS = "scan.startup.specific-offset.skip-rows";
    static final String STARTUP_MILLIS = "scan.startup.timestamp-millis";
    static final String CHUNK_SIZE = "scan.incremental.snapshot.chunk.size";
    static final String FETCH_SIZE = "scan.snapshot.fetch.size";
    static final String HEARTBEAT = "heartbeat.interval";
    static final String TINYINT_AS_BOOLEAN = "treat-tinyint1-as-boolean.enabled";
    static final String DEBEZIUM = "debezium";
    static final String JDBC = "jdbc.properties";
    static final String SOURCE_TABLE = "source-table";
    static final String SINK_TABLE = "sink-table";
    static final String REPLACE_SYMBOL = "replace-symbol";
    static final String DESCRIPTION = "description";
    static final String CATALOG = "catalog.properties";
    static final String CATALOG_TYPE = CATALOG + "." + TYPE;
    static final String TABLE = "table.properties";
    static final String PARTITION_KEY = "partition.key";
    static final String EXISTING_ROWS = "existing-rows";
    static final String PARALLELISM = "parallelism";
    static final String CHECKPOINT_INTERVAL = "execution.checkpointing.interval";

    static final String SCHEMA_CHANGES = "schema.change.behavior";
    static final String APPROVED_SCHEMA_CHANGES = "schema.change.approved";
    static final String INCLUDE_SCHEMA_CHANGES = "include.schema.changes";
    static final String EXCLUDE_SCHEMA_CHANGES = "exclude.schema.changes";

    static final String PROJECTION = "projection";
    static final String FILTER = "filter";
    static final String PRIMARY_KEYS = "primary-keys";
    static final String PARTITION_KEYS = "partition-keys";
    static final String TABLE_OPTIONS = "table-options";
    static final String CONVERTER = "converter-after-transform";
    static final String MASK_SALT = "mask.salt";

    private static final List<String> SOURCE = List.of(
            TABLES_EXCLUDE,
            STARTUP_MODE,
            STARTUP_FILE,
            STARTUP_MILLIS,
            CHUNK_SIZE,
            FETCH_SIZE,
            HEARTBEAT,
            TINYINT_AS_BOOLEAN,
            DEBEZIUM + ".",
            JDBC + ".");
    private static final List<String> SINK =
            List.of(PARTITION_KEY, INCLUDE_SCHEMA_CHANGES, EXCLUDE_SCHEMA_CHANGES, CATALOG + ".", TABLE + ".");
    private static final List<String> PIPELINE =
            List.of(CHECKPOINT_INTERVAL, SCHEMA_CHANGES, APPROVED_SCHEMA_CHANGES, MASK_SALT);

    private Keys() {}

    /** Whether further keys of the section, or free ones, stand below this one. */
    static boolean isPrefix(String section, String key) {
        List<String> keys =
                switch (section) {
                    case "source" -> SOURCE;
                    case "sink" -> SINK;
                    case "pipeline" -> PIPELINE;
                    default -> List.of();
                };
        return keys.stream().anyMatch(known -> known.startsWith(key + ".")) || insideFree(keys, key);
    }

    private static boolean insideFree(List<String> keys, String key) {
        return keys.stream().anyMatch(known -> known.endsWith(".") && key.startsWith(known));
    }
}
