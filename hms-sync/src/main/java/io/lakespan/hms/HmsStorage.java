package io.lakespan.hms;

import io.lakespan.model.SecretParameters;
import io.lakespan.model.Storage;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hive.metastore.api.Order;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;

/** How files are read, as the metastore and as the model say it. */
final class HmsStorage {
    private static final int ASCENDING = 1;
    private static final int DESCENDING = 0;
    // Hive's sign for no buckets.
    private static final int NO_BUCKETS = -1;
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";
    private static final Storage DEFAULT = Storage.of(
            PARQUET + "MapredParquetInputFormat",
            PARQUET + "MapredParquetOutputFormat",
            PARQUET + "serde.ParquetHiveSerDe");

    private HmsStorage() {}

    static Storage fromHms(StorageDescriptor storage) {
        if (storage == null) {
            return Storage.none();
        }
        Optional<SerDeInfo> serde = Optional.ofNullable(storage.getSerdeInfo());
        return new Storage(
                Texts.present(storage.getInputFormat()),
                Texts.present(storage.getOutputFormat()),
                serde.flatMap(info -> Texts.present(info.getSerializationLib())),
                SecretParameters.masked(serde.map(SerDeInfo::getParameters).orElse(Map.of())),
                storage.isCompressed(),
                Math.max(0, storage.getNumBuckets()),
                listed(storage.getBucketCols()),
                listed(storage.getSortCols()).stream().map(HmsStorage::text).toList());
    }

    /** Parquet, where the model says nothing of a table of Hive's. */
    static StorageDescriptor created(Table wanted) {
        boolean silent = wanted.format() == TableFormat.HIVE && wanted.storage().equals(Storage.none());
        return created(silent ? DEFAULT : wanted.storage());
    }

    /** Of a view, which has no files. */
    static StorageDescriptor ofView() {
        return created(Storage.none());
    }

    private static StorageDescriptor created(Storage wanted) {
        StorageDescriptor storage = new StorageDescriptor();
        storage.setSerdeInfo(new SerDeInfo(null, null, new HashMap<>()));
        storage.setNumBuckets(NO_BUCKETS);
        storage.setBucketCols(List.of());
        storage.setSortCols(List.of());
        storage.setParameters(new HashMap<>());
        write(wanted, storage);
        return storage;
    }

    /** Makes it what the model says, where that says anything and it is not so already. */
    static void update(StorageDescriptor current, Storage wanted) {
        if (!wanted.equals(Storage.none()) && !wanted.equals(fromHms(current))) {
            write(wanted, current);
        }
    }

    private static void write(Storage wanted, StorageDescriptor storage) {
        storage.setInputFormat(wanted.inputFormat().orElse(null));
        storage.setOutputFormat(wanted.outputFormat().orElse(null));
        storage.setCompressed(wanted.compressed());
        storage.setNumBuckets(wanted.buckets() == 0 ? NO_BUCKETS : wanted.buckets());
        storage.setBucketCols(wanted.bucketColumns());
        storage.setSortCols(wanted.sortColumns().stream().map(HmsStorage::order).toList());
        SerDeInfo serde = storage.isSetSerdeInfo() ? storage.getSerdeInfo() : new SerDeInfo();
        serde.setSerializationLib(wanted.serializationLibrary().orElse(null));
        serde.setParameters(parameters(serde, wanted));
        storage.setSerdeInfo(serde);
    }

    private static Map<String, String> parameters(SerDeInfo current, Storage wanted) {
        Map<String, String> parameters = new HashMap<>(wanted.serializationParameters());
        Optional.ofNullable(current.getParameters()).orElse(Map.of()).forEach((key, value) -> {
            if (SecretParameters.secret(key)) {
                parameters.put(key, value);
            }
        });
        return parameters;
    }

    private static String text(Order order) {
        return order.getCol() + (order.getOrder() == DESCENDING ? " DESC" : " ASC");
    }

    private static Order order(String text) {
        int space = text.lastIndexOf(' ');
        String direction = space < 0 ? "" : text.substring(space + 1).toUpperCase(Locale.ROOT);
        return switch (direction) {
            case "DESC" -> new Order(text.substring(0, space), DESCENDING);
            case "ASC" -> new Order(text.substring(0, space), ASCENDING);
            default -> new Order(text, ASCENDING);
        };
    }

    private static <T> List<T> listed(List<T> values) {
        return values == null ? List.of() : values;
    }
}
