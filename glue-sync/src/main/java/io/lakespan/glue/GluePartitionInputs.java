package io.lakespan.glue;

import io.lakespan.model.Partition;
import io.lakespan.model.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** Glue's partitions as the model's, and back; the SDK's nulls end here. */
final class GluePartitionInputs {
    private GluePartitionInputs() {}

    static Partition fromGlue(software.amazon.awssdk.services.glue.model.Partition partition) {
        Optional<StorageDescriptor> storage = Optional.ofNullable(partition.storageDescriptor());
        return new Partition(
                partition.values(),
                storage.flatMap(place -> Texts.present(place.location())),
                storage.map(GlueStorage::fromGlue).orElse(Storage.none()),
                Parameters.open(partition.parameters()));
    }

    /** A new one, which has the table's columns as Hive's own do. */
    static PartitionInput created(Partition partition, List<Column> columns) {
        StorageDescriptor bare = StorageDescriptor.builder().columns(columns).build();
        return input(bare, Map.of(), partition).build();
    }

    /** One that is there; its columns, with which its files were written, and what else the model does not know stay. */
    static PartitionInput replaced(software.amazon.awssdk.services.glue.model.Partition current, Partition partition) {
        StorageDescriptor storage = Optional.ofNullable(current.storageDescriptor())
                .orElseGet(() -> StorageDescriptor.builder().build());
        return input(storage, current.parameters(), partition)
                .lastAccessTime(current.lastAccessTime())
                .lastAnalyzedTime(current.lastAnalyzedTime())
                .build();
    }

    private static PartitionInput.Builder input(
            StorageDescriptor current, Map<String, String> parameters, Partition partition) {
        SortedMap<String, String> merged = Parameters.open(partition.parameters());
        merged.putAll(Parameters.hidden(parameters));
        return PartitionInput.builder()
                .values(partition.values())
                .storageDescriptor(GlueStorage.merged(current, partition.storage()).toBuilder()
                        .location(partition.location().orElse(null))
                        .build())
                .parameters(merged);
    }
}
