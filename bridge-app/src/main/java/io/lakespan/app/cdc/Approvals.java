package io.lakespan.app.cdc;

import io.lakespan.app.state.CdcRuns.CdcRun;
import io.lakespan.app.wiring.Services;
import io.lakespan.cdc.definition.CatalogType;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.cdc.definition.SinkOptions;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.iceberg.IcebergConfig;
import io.lakespan.formats.iceberg.PendingChange;
import io.lakespan.formats.iceberg.PendingChanges;
import io.lakespan.lineage.Dataset;
import io.lakespan.lineage.LineageGraph;
import io.lakespan.model.ListedTable;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.spi.MetadataCatalog;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Destructive changes of a job's source that wait for somebody's word. */
public final class Approvals implements AutoCloseable {
    private static final int HOPS = 10;

    private final Services services;
    private final String job;
    private final MetadataCatalog catalog;
    private final PendingChanges changes;

    private Approvals(Services services, String job, MetadataCatalog catalog, PendingChanges changes) {
        this.services = services;
        this.job = job;
        this.catalog = catalog;
        this.changes = changes;
    }

    /** Those of a pipeline's job, in the catalog that its definition names. */
    public static Approvals of(PipelineDefinition definition, Services services) {
        String job = definition.pipeline().name();
        SinkOptions sink = definition.sink();
        if (sink.catalogType() == CatalogType.GLUE) {
            return new Approvals(services, job, services.glue(), PendingChanges.open(services.iceberg()));
        }
        SortedMap<String, String> properties =
                sink.catalogProperties(services.catalogDefaults(sink.catalogType()), SecretResolver.ofProcess());
        String metastore = properties.get(SinkOptions.URI);
        IcebergConfig iceberg = services.iceberg().withProperties(properties).withHiveMetastore(URI.create(metastore));
        return new Approvals(services, job, services.metastore(metastore), PendingChanges.open(iceberg));
    }

    /** A change and the table of the lake on which it waits. */
    public record Waiting(TableRef table, PendingChange change) {}

    /**
     * What waits in the databases that the job writes to, in the order of the tables.
     *
     * @throws BridgeException {@code NOT_FOUND} when no job of that name was run from here
     */
    public List<Waiting> waiting() {
        List<Waiting> waiting = new ArrayList<>();
        for (String database : databases()) {
            icebergTables(database)
                    .forEach(table -> changes.of(table).forEach(change -> waiting.add(new Waiting(table, change))));
        }
        return List.copyOf(waiting);
    }

    private SortedSet<String> databases() {
        String cluster = services.profile().flink().cluster();
        CdcRun run = services.runs()
                .find(cluster, job)
                .orElseThrow(() -> new BridgeException(
                        ErrorCode.NOT_FOUND, "no job " + job + " was run from here; see 'lakespan cdc list'"));
        SortedSet<String> databases = new TreeSet<>();
        run.run().edges().forEach(edge -> {
            if (edge.output() instanceof Dataset.LakeTable table) {
                databases.add(table.ref().database());
            }
        });
        return databases;
    }

    private List<TableRef> icebergTables(String database) {
        try (Stream<ListedTable> tables = catalog.tables(database, Map.of())) {
            return tables.flatMap(listed -> listed.table().stream())
                    .map(versioned -> versioned.value())
                    .filter(table -> table.format() == TableFormat.ICEBERG)
                    .map(Table::ref)
                    .sorted()
                    .toList();
        }
    }

    /** What hangs on a table, as Atlas knows it; empty when Atlas does not know the table. */
    public Optional<LineageGraph> around(TableRef table) {
        try {
            return Optional.of(services.lineage().around(new Dataset.LakeTable(table, TableFormat.ICEBERG), HOPS));
        } catch (BridgeException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public void approve(Waiting waiting) {
        changes.approve(waiting.table(), waiting.change());
    }

    public void reject(Waiting waiting) {
        changes.reject(waiting.table(), waiting.change());
    }

    @Override
    public void close() {
        changes.close();
        if (catalog != services.glue()) {
            catalog.close();
        }
    }
}
