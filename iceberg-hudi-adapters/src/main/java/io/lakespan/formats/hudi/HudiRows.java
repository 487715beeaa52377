package io.lakespan.formats.hudi;

import io.lakespan.error.BridgeException;
import io.lakespan.formats.hudi.write.TableColumns;
import io.lakespan.formats.rows.LakeRows;
import io.lakespan.formats.rows.LakeValue;
import io.lakespan.model.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
public final class HudiRows implements LakeRows {
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
        this.whole = TableColumns.with(meta);
        this.schema = TableColumns.without(meta);
    }

    /**
     * Opens the table in that folder.
     *
     * @throws BridgeException {@code NOT_FOUND} when it holds no Hudi table, else as {@link HudiFormatAdapter#read} does
     */
    public static HudiRows at(String location, Configuration hadoop) {
        return HudiCalls.read(
                "the Hudi table at " + location, () -> new HudiRows(location, HadoopFSUtils.getStorageConf(hadoop)));
    }

    /** Without those that Hudi adds. */
    @Override
    public List<Column> columns() {
        AvroTypes types = new AvroTypes("timestamp");
        return schema().getFields().stream()
                .map(field -> Column.of(field.name(), types.of(field.schema())))
                .toList();
    }

    private Schema schema() {
        return schema.getAvroSchema();
    }

    /** Whether anything was ever committed. */
    public boolean committed() {
        return newest.isPresent();
    }

    /** Whether there is a row. */
    public boolean any() {
        return !records(row -> false);
    }

    @Override
    public void forEach(Consumer<List<LakeValue>> consumer) {
        AvroValues values = new AvroValues(schema());
        records(row -> {
            consumer.accept(values.of(row));
            return true;
        });
    }

    /** Hands over rows until one is not taken; whether all were. */
    private boolean records(Predicate<IndexedRecord> taker) {
        if (newest.isEmpty()) {
            return true;
        }
        HoodieLocalEngineContext engine = new HoodieLocalEngineContext(storage);
        HoodieMetadataConfig listing =
                HoodieMetadataConfig.newBuilder().enable(false).build();
        try (HoodieTableFileSystemView view =
                FileSystemViewManager.createInMemoryFileSystemView(engine, meta, listing)) {
            return FSUtils.getAllPartitionPaths(engine, meta, false).stream()
                    .flatMap(partition -> slices(view, partition).stream())
                    .allMatch(slice -> read(slice, taker));
        }
    }

    private List<FileSlice> slices(HoodieTableFileSystemView view, String partition) {
        return view.getLatestMergedFileSlicesBeforeOrOn(partition, newest.orElseThrow())
                .sorted(Comparator.comparing(FileSlice::getFileId))
                .toList();
    }

    private boolean read(FileSlice slice, Predicate<IndexedRecord> taker) {
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
            while (rows.hasNext()) {
                if (!taker.test(rows.next())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is open is open while it is read. */
    @Override
    public void close() {}
}
