package io.lakespan.cdc.job;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.PipelineOptions;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.cdc.evolve.Evolution;
import io.lakespan.cdc.evolve.RecordGenerator;
import io.lakespan.cdc.hudi.HudiLake;
import io.lakespan.cdc.hudi.HudiSink;
import io.lakespan.cdc.hudi.Registry;
import io.lakespan.cdc.sink.Change;
import io.lakespan.cdc.sink.ChangeType;
import io.lakespan.cdc.sink.Lake;
import io.lakespan.cdc.sink.LakeCatalog;
import io.lakespan.cdc.source.CdcChecks;
import io.lakespan.cdc.source.SourceTables;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.flink.sink.dynamic.DynamicIcebergSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job's main: one MySQL source for all tables of a pipeline, one sink for all their tables of the lake.
 *
 * <p>Secrets are resolved in the process that runs this main, and nothing is submitted unless the source can be followed
 * and every table of the lake can take its rows.
 */
public final class CdcJob {
    private static final Logger LOG = LoggerFactory.getLogger(CdcJob.class);
    private static final String SOURCE_UID = "mysql-source";
    private static final String UNLOADING_UID = "unloading";
    private static final String EVOLUTION_UID = "schema-evolution";
    private static final int LEAST_CACHED_TABLES = 100;

    private final String yaml;
    private final PipelineDefinition definition;
    private final SecretResolver secrets;

    private CdcJob(String yaml, SecretResolver secrets) {
        this.yaml = yaml;
        this.definition = PipelineDefinition.parse("definition", yaml);
        this.secrets = secrets;
    }

    public static void main(String[] arguments) throws Exception {
        JobArguments parsed = JobArguments.parse(arguments);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        try {
            CdcJob job = new CdcJob(parsed.definition(), SecretResolver.ofProcess());
            job.build(environment, parsed.catalogDefaults());
            environment.executeAsync(job.definition.pipeline().name());
        } finally {
            Leftovers.end();
        }
    }

    private void build(StreamExecutionEnvironment environment, Map<String, String> catalogDefaults) {
        SourceTables tables = CdcChecks.check(definition, secrets);
        tables.warnings().forEach(warning -> LOG.warn("event=definition-warning what=\"{}\"", warning));
        Map<String, String> catalog = catalogProperties(catalogDefaults);
        switch (definition.sink().format()) {
            case ICEBERG -> iceberg(environment, tables, catalog);
            case HUDI -> hudi(environment, tables, catalog);
        }
        LOG.info(
                "event=job-built pipeline={} tables={}",
                definition.pipeline().name(),
                tables.tables().size());
    }

    private void iceberg(
            StreamExecutionEnvironment environment, SourceTables tables, Map<String, String> catalogProperties) {
        CatalogLoader loader = LakeCatalog.loader(definition.sink().catalogType(), catalogProperties);
        Prepared lake = prepare(LakeCatalog.open(loader, definition.sink()), tables, environment.getConfiguration());
        configure(environment);
        DataStream<Change> changes = changes(environment, tables, lake)
                .transform("schema evolution", ChangeType.INSTANCE, new Evolution(yaml, loader))
                .uid(EVOLUTION_UID);
        sink(changes, loader, tables.tables().size());
    }

    private void hudi(
            StreamExecutionEnvironment environment, SourceTables tables, Map<String, String> catalogProperties) {
        Registry registry = Registries.of(definition.sink().catalogType(), catalogProperties);
        Prepared lake = prepare(
                HudiLake.open(definition.sink(), catalogProperties, registry.open()),
                tables,
                environment.getConfiguration());
        configure(environment);
        DataStream<Change> changes = changes(environment, tables, lake);
        HudiSink.append(changes, yaml, catalogProperties, registry);
    }

    private Map<String, String> catalogProperties(Map<String, String> defaults) {
        Map<String, String> properties = definition.sink().catalogProperties(defaults, secrets);
        // The JDK's own client fails a write, and with it the job, when the server has closed a connection it keeps.
        properties.putIfAbsent("http-client.type", "apache");
        return properties;
    }

    /**
     * The lake, made ready.
     *
     * @param moving tables of the source whose rows an update may move between partitions
     * @param unread whether there are tables that a job which goes on where it was has never read
     */
    private record Prepared(List<String> moving, boolean unread) {}

    private static boolean restored(ReadableConfig config) {
        return config.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent();
    }

    private Prepared prepare(Lake opened, SourceTables tables, ReadableConfig config) {
        try (Lake lake = opened) {
            boolean unread = false;
            if (restored(config)) {
                lake.check(tables.tables());
                unread = !lake.missing(tables.tables()).isEmpty();
            } else {
                lake.prepare(tables.tables(), definition.sink().existingRows());
            }
            return new Prepared(lake.moving(tables.tables()), unread);
        }
    }

    private void configure(StreamExecutionEnvironment environment) {
        PipelineOptions pipeline = definition.pipeline();
        Configuration settings = JobSettings.of(pipeline);
        environment.configure(settings, CdcJob.class.getClassLoader());
        pipeline.parallelism().ifPresent(environment::setParallelism);
    }

    private SingleOutputStreamOperator<Change> changes(
            StreamExecutionEnvironment environment, SourceTables tables, Prepared lake) {
        MySqlSources sources = new MySqlSources(definition, yaml, secrets);
        return environment
                .fromSource(
                        sources.source(tables, lake.moving(), environment.getParallelism(), lake.unread()),
                        WatermarkStrategy.noWatermarks(),
                        "mysql " + definition.source().address(),
                        ChangeType.INSTANCE)
                .uid(SOURCE_UID)
                .map(new Unloading())
                .returns(ChangeType.INSTANCE)
                .uid(UNLOADING_UID)
                .name("changes");
    }

    private void sink(DataStream<Change> changes, CatalogLoader loader, int tables) {
        String name = definition.pipeline().name();
        DynamicIcebergSink.forInput(changes)
                .generator(new RecordGenerator(
                        yaml, loader, changes.getExecutionEnvironment().getParallelism()))
                .catalogLoader(loader)
                // In place, not by a detour through another operator, on which a row could be overtaken by its
                // successor.
                .immediateTableUpdate(true)
                // Each operator forgets a table when it knows more than this, and loads it again for the next row.
                .cacheMaxSize(Math.max(LEAST_CACHED_TABLES, 2 * tables))
                .uidPrefix(name)
                .setSnapshotProperty("lakespan.pipeline", name)
                .append();
    }
}
