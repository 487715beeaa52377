package io.lakespan.formats.hudi;

import io.lakespan.error.BridgeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hudi.avro.HoodieAvroReaderContext;
import org.apache.hudi.common.config.HoodieMetadataConfig;
import org.apache.hudi.common.config.TypedProperties;
import org.apache.hudi.common.engine.HoodieLocalEngineContext;
import org.apache.hudi.common.fs.FSUtils;
import org.apache.hudi.common.model.FileSlice;
import org.apache.hudi.common.schema.HoodieSchema;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.table.TableSchemaResolver;
import org.apache.hudi.common.table.read.HoodieFileGroupReader;
import org.apache.hudi.common.table.timeline.HoodieInstant;
import org.apache.hudi.common.table.view.FileSystemViewManager;
import org.apache.hudi.common.table.view.HoodieTableFileSystemView;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.common.util.collection.ClosableIterator;
import org.apache.hudi.hadoop.fs.HadoopFSUtils;
import org.apache.hudi.storage.StorageConfiguration;

/**
 * The rows a Hudi table had when it was opened, read by Hudi's own reader: base files and logs merged, deletes applied.
 * Rows are streamed; one thread reads at a time.
 */
public final class HudiRows {
    private final StorageConfiguration<Configuration> storage;
    private final HoodieTableMetaClient meta;
    private final Optional<String> newest;
    private final HoodieSchema whole;
    private final HoodieSchema schema;

    private HudiRows(String location, StorageConfiguration<Configuration> storage) {

        this.storage = storage;
        this.meta = HoodieTableMetaClient.builder()
                .setConf(storage)
                .setBasePath(location)
                .build();
        this.newest = Optional.ofNullable(meta.getActiveTimeline()
                .filterCompletedInstants()
                .lastInstant()
                .map(HoodieInstant::requestedTime)
                .orElse(null));
        this.whole = schema(meta, true);
        this.schema = schema(meta, false);
    }

    /**
     * Opens the table in that folder.
     *
     * @throws BridgeException {@code NOT_FOUND} when it holds no Hudi table, else as {@link HudiFormatAdapter#read} does
     */
    public static HudiRows at(String location, Configuration hadoop) {
        return HudiCalls.read(
                "the Hudi table at " + location,
                () -> new HudiRows(location, HadoopFSUtils.getStorageConf(hadoop)));
    }

    private static HoodieSchema schema(HoodieTableMetaClient meta, boolean withHudisOwn) {
        try {
            return new TableSchemaResolver(meta).getTableSchema(withHudisOwn);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The columns, without those that Hudi adds. */
    public Schema schema() {
        return schema.getAvroSchema();
    }

    /** Hands over every row, its fields in the order of {@link #schema}; in no particular order of rows. */
    public void forEach(Consumer<IndexedRecord> consumer) {
        if (newest.isEmpty()) {
            return;
        }
        HoodieLocalEngineContext engine = new HoodieLocalEngineContext(storage);
        HoodieMetadataConfig listing =
                HoodieMetadataConfig.newBuilder().enable(false).build();
        try (HoodieTableFileSystemView view =
                FileSystemViewManager.createInMemoryFileSystemView(engine, meta, listing)) {
            for (String partition : FSUtils.getAllPartitionPaths(engine, meta, false)) {
                slices(view, partition).forEach(slice -> read(slice, consumer));
            }
        }
    }

    private List<FileSlice> slices(HoodieTableFileSystemView view, String partition) {
        return view.getLatestMergedFileSlicesBeforeOrOn(partition, newest.orElseThrow())
                .sorted(Comparator.comparing(FileSlice::getFileId))
                .toList();
    }

    private void read(FileSlice slice, Consumer<IndexedRecord> consumer) {
        HoodieAvroReaderContext context =
                new HoodieAvroReaderContext(storage, meta.getTableConfig(), Option.empty(), Option.empty());
        try (HoodieFileGroupReader<IndexedRecord> reader = HoodieFileGroupReader.<IndexedRecord>newBuilder()
                        .withReaderContext(context)
                        .withHoodieTableMetaClient(meta)
                        .withLatestCommitTime(newest.orElseThrow())
                        .withFileSlice(slice)
                        .withDataSchema(whole)
                        .withRequestedSchema(schema)
                        .withProps(TypedProperties.copy(meta.getTableConfig().getProps()))
                        .build();
                ClosableIterator<IndexedRecord> rows = reader.getClosableIterator()) {
            rows.forEachRemaining(consumer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
