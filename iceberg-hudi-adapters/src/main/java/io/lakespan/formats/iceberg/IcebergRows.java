package io.lakespan.formats.iceberg;

import io.lakespan.error.BridgeException;
import io.lakespan.model.Column;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.aws.glue.GlueCatalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows an Iceberg table had when it was opened, deletes applied.
 *
 * <p>Reading again gives the same rows, whatever was committed since. Rows are streamed; one thread reads at a time.
 */
public final class IcebergRows implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IcebergRows.class);

    private final String name;
    private final Table table;
    private final Opened opened;

    private IcebergRows(String name, Table table, Opened opened) {
        this.name = name;
        this.table = table;
        this.opened = opened;
    }

    /**
     * Opens the table whose metadata file is given, past any catalog.
     *
     * @throws io.lakespan.error.BridgeException as {@link IcebergFormatAdapter#read} does
     */
    public static IcebergRows atMetadata(IcebergConfig config, String metadataLocation) {
        FileIO files = IcebergFiles.open(config);
        return opened(metadataLocation, files::close, () -> {
            StaticTableOperations operations = new StaticTableOperations(metadataLocation, files);
            operations.refresh();
            return new BaseTable(operations, metadataLocation);
        });
    }

    /**
     * Opens the table that Glue has under this name, through Iceberg's own Glue catalog.
     *
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} when Glue has no such Iceberg table, else as
     *     {@link IcebergFormatAdapter#read} does
     */
    public static IcebergRows inGlue(IcebergConfig config, TableRef ref) {
        GlueCatalog catalog = new GlueCatalog();
        return opened("table " + ref + " of Glue", catalog::close, () -> {
            catalog.setConf(new Configuration());
            catalog.initialize("glue", IcebergFiles.properties(config));
            return catalog.loadTable(TableIdentifier.of(ref.database(), ref.name()));
        });
    }

    private static IcebergRows opened(String name, Opened opened, Supplier<Table> load) {
        try {
            return new IcebergRows(name, IcebergCalls.read(name, load), opened);
        } catch (BridgeException e) {
            opened.closeQuietly();
            throw e;
        }
    }

    /** The columns in the order of a row's values. */
    public List<Column> columns() {
        return IcebergSchemas.columns(table.schema());
    }

    /** Hands over every row, its values in the order of {@link #columns}; in no particular order of rows. */
    public void forEach(Consumer<List<LakeValue>> consumer) {
        try (CloseableIterable<Record> rows = IcebergCalls.read(name, this::scan)) {
            var iterator = rows.iterator();
            while (IcebergCalls.read(name, iterator::hasNext)) {
                consumer.accept(IcebergCalls.read(name, () -> LakeValues.row(iterator.next())));
            }
        } catch (IOException e) {
            throw IcebergCalls.translated(name, new UncheckedIOException(e));
        }
    }

    private CloseableIterable<Record> scan() {
        return IcebergGenerics.read(table).build();
    }

    @Override
    public void close() {
        opened.closeQuietly();
    }

    /** What was opened along with the table. */
    private interface Opened {
        void close() throws IOException;

        /** Nothing was written through it, so a failure to close loses nothing. */
        default void closeQuietly() {
            try {
                close();
            } catch (IOException e) {
                LOG.warn("event=iceberg-close-failed", e);
            }
        }
    }
}
