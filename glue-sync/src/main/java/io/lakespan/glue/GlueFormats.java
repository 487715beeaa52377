package io.lakespan.glue;

import io.lakespan.model.TableFormat;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** Whose a table is, told by the marks that each engine leaves in Glue. */
final class GlueFormats {
    private static final String TABLE_TYPE = "table_type";
    private static final String SPARK_PROVIDER = "spark.sql.sources.provider";

    private GlueFormats() {}

    static TableFormat of(Table table) {
        if (is(table, TABLE_TYPE, "iceberg")) {
            return TableFormat.ICEBERG;
        }
        if (isHudi(table)) {
            return TableFormat.HUDI;
        }
        if ("VIRTUAL_VIEW".equalsIgnoreCase(table.tableType())) {
            return TableFormat.VIEW;
        }
        // Delta Lake's tables have a SerDe that says nothing.
        boolean foreign = is(table, TABLE_TYPE, "delta") || is(table, SPARK_PROVIDER, "delta");
        return !foreign && hasReader(table.storageDescriptor()) ? TableFormat.HIVE : TableFormat.UNKNOWN;
    }

    private static boolean isHudi(Table table) {
        return is(table, TABLE_TYPE, "hudi")
                || is(table, SPARK_PROVIDER, "hudi")
                || table.parameters().keySet().stream().anyMatch(key -> key.startsWith("hoodie."))
                || inputFormat(table.storageDescriptor()).contains("hoodie");
    }

    private static boolean is(Table table, String key, String value) {
        Map<String, String> parameters = table.parameters();
        return value.equalsIgnoreCase(parameters.get(key));
    }

    private static boolean hasReader(StorageDescriptor storage) {
        return !inputFormat(storage).isEmpty() || !serde(storage).isEmpty();
    }

    private static String inputFormat(StorageDescriptor storage) {
        return storage == null
                ? ""
                : Texts.present(storage.inputFormat()).orElse("").toLowerCase(Locale.ROOT);
    }

    private static String serde(StorageDescriptor storage) {
        SerDeInfo serde = storage == null ? null : storage.serdeInfo();
        return serde == null ? "" : Texts.present(serde.serializationLibrary()).orElse("");
    }
}
