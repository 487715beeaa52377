package io.lakespan.cdc.job;

import io.lakespan.cdc.definition.MySqlOptions;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.cdc.definition.Startup;
import io.lakespan.cdc.definition.TablePattern;
import io.lakespan.cdc.sink.Change;
import io.lakespan.cdc.source.ReadSizes;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.cdc.source.SourceTables;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.cdc.connectors.mysql.source.MySqlSource;
import org.apache.flink.cdc.connectors.mysql.source.MySqlSourceBuilder;
import org.apache.flink.cdc.connectors.mysql.source.offset.BinlogOffset;
import org.apache.flink.cdc.connectors.mysql.table.StartupOptions;
import org.apache.flink.table.catalog.ObjectPath;

/** Builds the one source that reads all tables of a pipeline. */
final class MySqlSources {
    // Far above the ids that people give their replicas.
    private static final int FIRST_SERVER_ID = 1_000_000_000;
    private static final int SERVER_IDS = 1_000_000_000;

    private final PipelineDefinition definition;
    private final String yaml;
    private final SecretResolver secrets;

    /**
     * Sources of one pipeline.
     *
     * @param yaml the definition as it is written
     */
    MySqlSources(PipelineDefinition definition, String yaml, SecretResolver secrets) {
        this.definition = definition;
        this.yaml = yaml;
        this.secrets = secrets;
    }

    /**
     * The source of all tables that the definition names, those too that are made while it runs.
     *
     * @param moving tables whose rows an update may move between partitions, {@code database.table}
     * @param readNewTables whether a job that goes on where it was first reads tables it does not know; then those that
     *     are made while it runs wait for the next start
     */
    MySqlSource<Change> source(SourceTables tables, Collection<String> moving, int parallelism, boolean readNewTables) {
        MySqlOptions options = definition.source();
        MySqlSourceBuilder<Change> builder = MySqlSource.<Change>builder()
                .hostname(options.hostname())
                .port(options.port())
                .username(options.username())
                .password(secrets.resolve(options.password()))
                .databaseList(databases())
                .tableList(names(tables))
                .serverTimeZone(tables.serverTimeZone().getId())
                .serverId(options.serverId().orElseGet(() -> serverIds(parallelism)))
                .startupOptions(startup(options.startup()))
                .splitSize(tables.sizes().chunk())
                .fetchSize(tables.sizes().fetch())
                .heartbeatInterval(options.heartbeat())
                .scanNewlyAddedTableEnabled(readNewTables)
                .includeSchemaChanges(true)
                // Tools that alter a table by way of a copy, gh-ost and pt-online-schema-change.
                .parseOnLineSchemaChanges(true)
                .debeziumProperties(debezium(options, tables.sizes()))
                .jdbcProperties(jdbc(options))
                .deserializer(new ChangeReader(
                        yaml, moving, definition.transforms().salt().map(secrets::resolve)));
        tables.read().forEach(table -> chunkKey(builder, table));
        return builder.build();
    }

    private static StartupOptions startup(Startup startup) {
        if (startup instanceof Startup.Offset offset) {
            return StartupOptions.specificOffset(BinlogOffset.builder()
                    .setBinlogFilePosition(offset.file(), offset.position())
                    .setSkipEvents(offset.skipEvents())
                    .setSkipRows(offset.skipRows())
                    .build());
        }
        if (startup instanceof Startup.Gtids gtids) {
            return StartupOptions.specificOffset(BinlogOffset.builder()
                    .setGtidSet(gtids.set())
                    // Debezium asks for a file, and goes by the set.
                    .setBinlogFilePosition("", 0)
                    .setSkipEvents(gtids.skipEvents())
                    .setSkipRows(gtids.skipRows())
                    .build());
        }
        if (startup instanceof Startup.Since since) {
            return StartupOptions.timestamp(since.moment().toEpochMilli());
        }
        return switch ((Startup.Mode) startup) {
            case INITIAL -> StartupOptions.initial();
            case EARLIEST_OFFSET -> StartupOptions.earliest();
            case LATEST_OFFSET -> StartupOptions.latest();
        };
    }

    private static void chunkKey(MySqlSourceBuilder<Change> builder, SourceTable table) {
        table.chunkKey()
                .ifPresent(column -> builder.chunkKeyColumn(new ObjectPath(table.database(), table.name()), column));
    }

    private String[] databases() {
        return definition.source().tables().stream()
                .map(TablePattern::databaseRegex)
                .distinct()
                .toArray(String[]::new);
    }

    /** Each pattern as one regular expression that leaves out what is excluded. */
    private String[] names(SourceTables tables) {
        String excluded = definition.source().excluded().stream()
                .map(MySqlSources::regex)
                .map(regex -> "(?!" + regex + "$)")
                .collect(Collectors.joining());
        List<String> patterns = definition.source().tables().stream()
                .map(pattern -> excluded + regex(pattern))
                .toList();
        // A comma parts patterns in Debezium's list, wherever it stands: then the tables of now have to do.
        return patterns.stream().anyMatch(pattern -> pattern.contains(","))
                ? exactly(tables)
                : patterns.toArray(String[]::new);
    }

    private static String[] exactly(SourceTables tables) {
        return tables.tables().stream()
                .map(RoutedTable::source)
                .map(table -> quoted(table.database()) + "\\." + quoted(table.name()))
                .toArray(String[]::new);
    }

    /** As a regular expression without \Q, which Debezium's lists do not take. */
    private static String quoted(String name) {
        return Pattern.compile("[^\\p{L}\\p{N}_-]").matcher(name).replaceAll("\\\\$0");
    }

    private static String regex(TablePattern pattern) {
        return "(?:" + pattern.databaseRegex() + ")\\.(?:" + pattern.tableRegex() + ")";
    }

    /** The same ids each time, so that a killed reader's connection is replaced and not doubled. */
    private String serverIds(int parallelism) {
        int first = FIRST_SERVER_ID + Math.floorMod(definition.pipeline().name().hashCode(), SERVER_IDS - parallelism);
        return first + "-" + (first + parallelism - 1);
    }

    private Properties debezium(MySqlOptions options, ReadSizes sizes) {
        Properties properties = new Properties();
        properties.setProperty("decimal.handling.mode", "precise");
        properties.setProperty("bigint.unsigned.handling.mode", "precise");
        properties.setProperty("time.precision.mode", "adaptive_time_microseconds");
        properties.setProperty("binary.handling.mode", "bytes");
        // Every row says what types MySQL's columns have, every statement what comments.
        properties.setProperty("column.propagate.source.type", ".*");
        properties.setProperty("include.schema.comments", "true");
        // Half a second by default, which the reader spends waiting while there is work.
        properties.setProperty("poll.interval.ms", "10");
        properties.setProperty("max.batch.size", String.valueOf(sizes.batch()));
        properties.setProperty("max.queue.size", String.valueOf(sizes.queue()));
        // Encrypts where the server can; a password is not sent in the open for want of an option.
        properties.setProperty("database.ssl.mode", "preferred");
        properties.putAll(secrets.resolve(options.debezium()));
        return properties;
    }

    private Properties jdbc(MySqlOptions options) {
        Properties properties = new Properties();
        properties.putAll(secrets.resolve(options.jdbc()));
        return properties;
    }
}
