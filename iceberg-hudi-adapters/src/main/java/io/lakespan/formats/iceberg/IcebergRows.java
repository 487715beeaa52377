package io.lakespan.formats.iceberg;

import io.lakespan.error.BridgeException;
import io.lakespan.formats.rows.LakeRows;
import io.lakespan.formats.rows.LakeValue;
import io.lakespan.model.Column;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;

/**
 * The rows an Iceberg table had when it was opened, deletes applied.
 *
 * <p>Reading again gives the same rows, whatever was committed since. Rows are streamed; one thread reads at a time.
 */
public final class IcebergRows implements LakeRows {
    private final String name;
    private final FileIO files;
    private final Table table;

    private IcebergRows(String name, FileIO files, Table table) {
        this.name = name;
        this.files = files;
        this.table = table;
    }

    /**
     * Opens the table whose metadata file is given, past any catalog.
     *
     * @throws BridgeException as {@link IcebergFormatAdapter#read} does
     */
    public static IcebergRows atMetadata(IcebergConfig config, String metadataLocation) {
        FileIO files = new CachedFiles(IcebergFiles.open(config));
        try {
            return new IcebergRows(metadataLocation, files, IcebergCalls.read(metadataLocation, () -> {
                StaticTableOperations operations = new StaticTableOperations(metadataLocation, files);
                operations.refresh();
                return new BaseTable(operations, metadataLocation);
            }));
        } catch (BridgeException e) {
            files.close();
            throw e;
        }
    }

    /**
     * Opens the table that Glue has under this name, found through Iceberg's own Glue catalog.
     *
     * @throws BridgeException {@code NOT_FOUND} when Glue has no such Iceberg table, else as
     *     {@link IcebergFormatAdapter#read} does
     */
    public static IcebergRows inGlue(IcebergConfig config, TableRef ref) {
        return atMetadata(config, GlueTables.metadataLocation(config, ref));
    }

    @Override
    public List<Column> columns() {
        return IcebergSchemas.columns(table.schema());
    }

    /** What the writer of the newest snapshot said of it, such as {@code total-records}; empty without a snapshot. */
    public Map<String, String> summary() {
        return Optional.ofNullable(table.currentSnapshot())
                .map(Snapshot::summary)
                .orElse(Map.of());
    }

    @Override
    public void forEach(Consumer<List<LakeValue>> consumer) {
        try (CloseableIterable<Record> rows = IcebergCalls.read(name, this::scan)) {
            int width = table.schema().columns().size();
            var iterator = rows.iterator();
            while (IcebergCalls.read(name, iterator::hasNext)) {
                consumer.accept(IcebergCalls.read(name, () -> LakeValues.row(iterator.next(), width)));
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
        files.close();
    }
}
