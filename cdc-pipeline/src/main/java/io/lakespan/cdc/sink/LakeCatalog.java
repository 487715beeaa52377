package io.lakespan.cdc.sink;

import io.lakespan.cdc.definition.CatalogType;
import io.lakespan.cdc.definition.ExistingRows;
import io.lakespan.cdc.definition.SinkOptions;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.aws.glue.GlueCatalog;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.flink.CatalogLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** The Iceberg catalog of a pipeline; makes its tables ready. One thread at a time. */
public final class LakeCatalog implements Lake {
    private static final Logger LOG = LoggerFactory.getLogger(LakeCatalog.class);
    private static final Map<String, String> NEW_TABLE = Map.of(
            TableProperties.FORMAT_VERSION,
            "2",
            TableProperties.UPSERT_ENABLED,
            "true",
            // A commit each checkpoint would otherwise leave a metadata file behind for ever.
            TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED,
            "true",
            TableProperties.METADATA_PREVIOUS_VERSIONS_MAX,
            "20");

    private final Catalog catalog;
    private final SinkOptions options;

    private LakeCatalog(Catalog catalog, SinkOptions options) {
        this.catalog = catalog;
        this.options = options;
    }

    /** How tasks on the cluster open the catalog; AWS credentials come from the default chain there. */
    public static CatalogLoader loader(CatalogType type, Map<String, String> properties) {
        return switch (type) {
            case GLUE ->
                CatalogLoader.custom(
                        "lake", new HashMap<>(properties), new Configuration(false), GlueCatalog.class.getName());
            case HIVE -> MetastoreCatalog.loader(properties);
        };
    }

    /** Opens the catalog in this process. */
    public static LakeCatalog open(CatalogLoader loader, SinkOptions options) {
        return new LakeCatalog(loader.loadCatalog(), options);
    }

    static LakeCatalog of(Catalog catalog, SinkOptions options) {
        return new LakeCatalog(catalog, options);
    }

    /**
     * Makes the databases and tables that are missing and checks those that are there; can be repeated.
     *
     * <p>Every table is checked before the first is changed.
     *
     * @throws BridgeException {@code CONFLICT} naming each table that cannot take its source's rows;
     *     {@code ALREADY_EXISTS} when tables hold rows and the policy refuses them; {@code UNAVAILABLE} when the
     *     catalog or the storage does not answer
     */
    @Override
    public void prepare(List<RoutedTable> tables, ExistingRows policy) {
        try {
            List<Optional<Table>> found = tables.stream().map(this::find).toList();
            refuseMisfits(tables, found);
            refuseRows(tables, found, policy);
            for (int i = 0; i < tables.size(); i++) {
                RoutedTable routed = tables.get(i);
                Table table = found.get(i).orElseGet(() -> create(routed));
                clear(table, policy);
            }
        } catch (SdkException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    "cannot make the lake's tables ready: " + e.getMessage()
                            + "; check glue.endpoint, s3.endpoint, the region and the AWS credentials",
                    e);
        }
    }

    @Override
    public void check(List<RoutedTable> tables) {
        List<Optional<Table>> found = tables.stream().map(this::find).toList();
        refuse(tables, found, Fit::lasting);
    }

    @Override
    public List<RoutedTable> missing(List<RoutedTable> tables) {
        return tables.stream().filter(table -> find(table).isEmpty()).toList();
    }

    @Override
    public List<String> moving(List<RoutedTable> tables) {
        return tables.stream()
                .filter(table -> find(table).filter(Partitions::mayMoveRows).isPresent())
                .map(table -> table.source().label())
                .toList();
    }

    /** The table as it is now, if it is there. */
    public Optional<Table> find(RoutedTable routed) {
        try {
            return Optional.of(catalog.loadTable(identifier(routed)));
        } catch (NoSuchTableException e) {
            return Optional.empty();
        }
    }

    /** The name of a table's target, as Iceberg has it. */
    public static TableIdentifier identifier(RoutedTable routed) {
        return TableIdentifier.of(routed.target().database(), routed.target().name());
    }

    private static void refuseMisfits(List<RoutedTable> tables, List<Optional<Table>> found) {
        refuse(tables, found, Fit::findings);
    }

    private static void refuse(
            List<RoutedTable> tables, List<Optional<Table>> found, BiFunction<RoutedTable, Table, List<String>> check) {
        List<String> findings = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            RoutedTable routed = tables.get(i);
            found.get(i).ifPresent(table -> findings.addAll(check.apply(routed, table)));
        }
        if (!findings.isEmpty()) {
            throw new BridgeException(ErrorCode.CONFLICT, String.join("\n", findings));
        }
    }

    private static void refuseRows(List<RoutedTable> tables, List<Optional<Table>> found, ExistingRows policy) {
        if (policy != ExistingRows.REFUSE) {
            return;
        }
        List<String> filled = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            if (found.get(i).filter(LakeCatalog::holdsRows).isPresent()) {
                filled.add(tables.get(i).target().toString());
            }
        }
        if (!filled.isEmpty()) {
            throw Lake.holdsRows(filled);
        }
    }

    private static boolean holdsRows(Table table) {
        return Optional.ofNullable(table.currentSnapshot())
                .map(snapshot -> !"0".equals(snapshot.summary().getOrDefault("total-data-files", "1")))
                .orElse(false);
    }

    /** The table, made if it is not there. */
    public Table obtain(RoutedTable routed) {
        Table table = create(routed);
        clear(table, ExistingRows.KEEP);
        return table;
    }

    /** Takes the table out of the catalog; its files stay. */
    public void drop(RoutedTable routed) {
        catalog.dropTable(identifier(routed), false);
    }

    private Table create(RoutedTable routed) {
        createDatabase(Namespace.of(routed.target().database()));
        Schema schema = IcebergSchemas.of(routed.source());
        try {
            Table table = catalog.buildTable(identifier(routed), schema)
                    .withPartitionSpec(Partitions.of(
                            schema,
                            options.partitions().getOrDefault(routed.target().toString(), List.of())))
                    .withProperties(properties(routed))
                    .create();
            LOG.info(
                    "event=table-created table={} columns={}",
                    routed.target(),
                    schema.columns().size());
            return table;
        } catch (AlreadyExistsException e) {
            // Two sources of one target, or another run that was quicker.
            return catalog.loadTable(identifier(routed));
        }
    }

    private void createDatabase(Namespace database) {
        SupportsNamespaces databases = (SupportsNamespaces) catalog;
        try {
            if (!databases.namespaceExists(database)) {
                databases.createNamespace(database);
                LOG.info("event=database-created database={}", database);
            }
        } catch (AlreadyExistsException e) {
            LOG.debug("event=database-exists database={}", database, e);
        }
    }

    private Map<String, String> properties(RoutedTable routed) {
        Map<String, String> properties = new HashMap<>(NEW_TABLE);
        properties.putAll(options.table());
        routed.description().ifPresent(text -> properties.put("comment", text));
        return properties;
    }

    private static void clear(Table table, ExistingRows policy) {
        if (policy == ExistingRows.REPLACE && holdsRows(table)) {
            table.newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
            LOG.info("event=rows-replaced table={}", table.name());
        }
        if (table.currentSnapshot() == null) {
            // The dynamic sink wants the branch it writes to; tasks that all make it at once fail each other.
            table.newFastAppend().commit();
        }
    }

    @Override
    public void close() {
        if (catalog instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                LOG.warn("event=catalog-close-failed", e);
            }
        }
    }
}
