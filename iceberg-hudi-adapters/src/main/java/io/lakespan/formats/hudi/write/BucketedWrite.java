package io.lakespan.formats.hudi.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.common.engine.HoodieEngineContext;
import org.apache.hudi.common.fs.FSUtils;
import org.apache.hudi.common.model.FileSlice;
import org.apache.hudi.common.model.HoodieKey;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.model.HoodieRecordLocation;
import org.apache.hudi.common.model.HoodieTableType;
import org.apache.hudi.common.model.WriteOperationType;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.index.bucket.BucketIdentifier;
import org.apache.hudi.io.HoodieAppendHandle;
import org.apache.hudi.io.HoodieCreateHandle;
import org.apache.hudi.table.HoodieTable;
import org.apache.hudi.table.WorkloadProfile;
import org.apache.hudi.table.action.HoodieWriteMetadata;
import org.apache.hudi.table.action.commit.BaseJavaCommitActionExecutor;

/**
 * Writes rows into the file group that their key's hash names, as Hudi's bucket index does with Flink and Spark, so that
 * those may write the table too. Hudi's Java client has no bucket index of its own.
 *
 * <p>The rows of one write differ in their keys.
 */
final class BucketedWrite<T> extends BaseJavaCommitActionExecutor<T> {
    private static final long serialVersionUID = 1L;

    private final transient List<HoodieRecord<T>> records;
    private final int buckets;
    private final String keyFields;

    BucketedWrite(
            HoodieEngineContext context,
            HoodieWriteConfig config,
            HoodieTable<?, ?, ?, ?> table,
            String instant,
            List<HoodieRecord<T>> records) {
        super(context, config, table, instant, WriteOperationType.UPSERT_PREPPED);
        this.records = records;
        this.buckets = config.getBucketIndexNumBuckets();
        this.keyFields = config.getBucketIndexHashField();
    }

    private record Place(String partition, int bucket) {}

    @Override
    public HoodieWriteMetadata<List<WriteStatus>> execute() {
        Map<Place, List<HoodieRecord<T>>> places =
                records.stream().collect(Collectors.groupingBy(record -> place(record.getKey())));
        Map<Place, FileSlice> known = known(places);
        locate(places, known);
        saveWorkloadProfileMetadataToInflight(new WorkloadProfile(buildProfile(records), true), instantTime);
        List<WriteStatus> statuses = new ArrayList<>();
        places.forEach((place, rows) ->
                write(place, Optional.ofNullable(known.get(place)), rows).forEachRemaining(statuses::addAll));
        HoodieWriteMetadata<List<WriteStatus>> result = new HoodieWriteMetadata<>();
        updateIndexAndMaybeRunPreCommitValidations(statuses, result);
        return result;
    }

    private Place place(HoodieKey key) {
        return new Place(key.getPartitionPath(), BucketIdentifier.getBucketId(key.getRecordKey(), keyFields, buckets));
    }

    private Map<Place, FileSlice> known(Map<Place, List<HoodieRecord<T>>> places) {
        Map<Place, FileSlice> known =
                new TreeMap<>(Comparator.comparing(Place::partition).thenComparingInt(Place::bucket));
        places.keySet().stream().map(Place::partition).distinct().forEach(partition -> table.getSliceView()
                .getLatestFileSlices(partition)
                .forEach(slice -> known.put(
                        new Place(partition, BucketIdentifier.bucketIdFromFileId(slice.getFileId())), slice)));
        return known;
    }

    private void locate(Map<Place, List<HoodieRecord<T>>> places, Map<Place, FileSlice> known) {
        places.forEach((place, rows) -> {
            FileSlice slice = known.get(place);
            if (slice != null) {
                HoodieRecordLocation location = new HoodieRecordLocation(slice.getBaseInstantTime(), slice.getFileId());
                rows.forEach(row -> {
                    row.unseal();
                    row.setCurrentLocation(location);
                    row.seal();
                });
            }
        });
    }

    private Iterator<List<WriteStatus>> write(Place place, Optional<FileSlice> slice, List<HoodieRecord<T>> rows) {
        if (slice.isEmpty()) {
            return List.of(create(place, rows)).iterator();
        }
        String file = slice.get().getFileId();
        if (table.getMetaClient().getTableType() == HoodieTableType.MERGE_ON_READ) {
            return List.of(append(place, file, rows)).iterator();
        }
        try {
            return handleUpdate(place.partition(), file, rows.iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<WriteStatus> create(Place place, List<HoodieRecord<T>> rows) {
        String file = FSUtils.createNewFileId(BucketIdentifier.newBucketFileIdPrefix(place.bucket()), 0);
        HoodieCreateHandle<T, ?, ?, ?> handle = new HoodieCreateHandle<>(
                config, instantTime, table, place.partition(), file, Option.empty(), taskContextSupplier);
        rows.forEach(row -> handle.write(row, handle.getWriterSchema(), config.getProps()));
        return handle.close();
    }

    private List<WriteStatus> append(Place place, String file, List<HoodieRecord<T>> rows) {
        HoodieAppendHandle<T, ?, ?, ?> handle = new HoodieAppendHandle<>(
                config, instantTime, table, place.partition(), file, rows.iterator(), taskContextSupplier);
        handle.doAppend();
        return handle.close();
    }
}
