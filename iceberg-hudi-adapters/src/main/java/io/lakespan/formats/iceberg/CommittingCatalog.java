package io.lakespan.formats.iceberg;

import io.lakespan.model.TableRef;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.aws.glue.GlueCatalog;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/** Iceberg's own catalog over the one that the tables are registered in, opened with its first table. */
final class CommittingCatalog implements AutoCloseable {
    // By name: to the compiler its superclasses are Hive's, which only its own class path has.
    private static final String HIVE = "org.apache.iceberg.hive.HiveCatalog";

    private final IcebergConfig config;
    private Optional<Catalog> opened = Optional.empty();

    CommittingCatalog(IcebergConfig config) {
        this.config = config;
    }

    /** The table as it is now. */
    BaseTable load(TableRef ref) {
        return IcebergCalls.read("table " + ref + " of " + name(), () ->
                (BaseTable) catalog().loadTable(TableIdentifier.of(ref.database(), ref.name())));
    }

    /** Takes the table out of the catalog; its files stay. */
    void drop(TableRef ref) {
        catalog().dropTable(TableIdentifier.of(ref.database(), ref.name()), false);
    }

    String name() {
        return config.hiveMetastore().map(uri -> "the Hive Metastore at " + uri).orElse("Glue");
    }

    @Override
    public synchronized void close() {
        opened.ifPresent(CommittingCatalog::close);
        opened = Optional.empty();
    }

    private synchronized Catalog catalog() {
        if (opened.isEmpty()) {
            opened = Optional.of(config.hiveMetastore().isPresent() ? hive() : glue());
        }
        return opened.get();
    }

    private Catalog glue() {
        Map<String, String> properties = properties();
        // Iceberg's stricter idea of names would shut out tables that other engines made.
        properties.putIfAbsent("glue.skip-name-validation", "true");
        GlueCatalog catalog = new GlueCatalog();
        catalog.setConf(new Configuration());
        catalog.initialize("glue", properties);
        return catalog;
    }

    private Catalog hive() {
        Map<String, String> properties = properties();
        properties.put("uri", config.hiveMetastore().orElseThrow().toString());
        return CatalogUtil.loadCatalog(HIVE, "hive", properties, new Configuration());
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>(IcebergFiles.properties(config));
        // The JDK's HTTP client does not send a body again that it began to write to a connection the server closed.
        properties.put("http-client.type", "apache");
        return properties;
    }

    private static void close(Catalog catalog) {
        if (catalog instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
