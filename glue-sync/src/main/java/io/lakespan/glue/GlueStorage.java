package io.lakespan.glue;

import io.lakespan.model.Storage;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.glue.model.Order;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** How files are read, in Glue's storage descriptors and in the model. */
final class GlueStorage {
    private static final int ASCENDING = 1;
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

    /** What a new table gets when nothing is said about its files. */
    static final Storage DEFAULT = Storage.of(
            PARQUET + "MapredParquetInputFormat",
            PARQUET + "MapredParquetOutputFormat",
            PARQUET + "serde.ParquetHiveSerDe");

    private GlueStorage() {}

    static Storage fromGlue(StorageDescriptor storage) {
        Optional<SerDeInfo> serde = Optional.ofNullable(storage.serdeInfo());
        SortedMap<String, String> parameters = new TreeMap<>();
        serde.ifPresent(info -> parameters.putAll(info.parameters()));
        return new Storage(
                Texts.present(storage.inputFormat()),
                Texts.present(storage.outputFormat()),
                serde.flatMap(info -> Texts.present(info.serializationLibrary())),
                parameters,
                Boolean.TRUE.equals(storage.compressed()),
                // Hive's clients write -1 for a table without buckets.
                Math.max(0, Optional.ofNullable(storage.numberOfBuckets()).orElse(0)),
                storage.bucketColumns(),
                storage.sortColumns().stream().map(GlueStorage::text).toList());
    }

    /** The descriptor with the files read as is wanted; what the model does not know or say stays. */
    static StorageDescriptor merged(StorageDescriptor current, Storage wanted) {
        if (wanted.equals(Storage.none()) || fromGlue(current).equals(wanted)) {
            return current;
        }
        return current.toBuilder()
                .inputFormat(wanted.inputFormat().orElse(null))
                .outputFormat(wanted.outputFormat().orElse(null))
                .serdeInfo(serde(Optional.ofNullable(current.serdeInfo()), wanted))
                .compressed(wanted.compressed())
                .numberOfBuckets(wanted.buckets())
                .bucketColumns(wanted.bucketColumns())
                .sortColumns(orders(wanted))
                .build();
    }

    private static SerDeInfo serde(Optional<SerDeInfo> current, Storage wanted) {
        if (current.isEmpty()
                && wanted.serializationLibrary().isEmpty()
                && wanted.serializationParameters().isEmpty()) {
            return null;
        }
        return current.orElseGet(() -> SerDeInfo.builder().build()).toBuilder()
                .serializationLibrary(wanted.serializationLibrary().orElse(null))
                .parameters(wanted.serializationParameters())
                .build();
    }

    private static String text(Order order) {
        boolean ascending = Optional.ofNullable(order.sortOrder()).orElse(ASCENDING) == ASCENDING;
        return order.column() + (ascending ? " ASC" : " DESC");
    }

    private static List<Order> orders(Storage wanted) {
        return wanted.sortColumns().stream().map(GlueStorage::order).toList();
    }

    private static Order order(String text) {
        boolean descending = text.endsWith(" DESC");
        String column = descending || text.endsWith(" ASC") ? text.substring(0, text.lastIndexOf(' ')) : text;
        return Order.builder()
                .column(column)
                .sortOrder(descending ? 0 : ASCENDING)
                .build();
    }
}
