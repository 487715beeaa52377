package io.lakespan.glue;

import io.lakespan.model.TableFormat;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Whose a table is, told by the marks that each engine leaves in Glue. */
final class GlueFormats {
    private static final String TABLE_TYPE = "table_type";
    private static final String SPARK_PROVIDER = "spark.sql.sources.provider";

    private GlueFormats() {}

    /** Where the marks are looked for. */
    private record Marks(String tableType, Map<String, String> parameters, StorageDescriptor storage) {

        private boolean is(String key, String value) {
            return value.equalsIgnoreCase(parameters.get(key));
        }
    }

    static TableFormat of(Table table) {
        return of(new Marks(table.tableType(), table.parameters(), table.storageDescriptor()));
    }

    static TableFormat of(TableInput table) {
        return of(new Marks(table.tableType(), table.parameters(), table.storageDescriptor()));
    }

    private static TableFormat of(Marks marks) {
        if (marks.is(TABLE_TYPE, "iceberg")) {
            return TableFormat.ICEBERG;
        }
        if (isHudi(marks)) {
            return TableFormat.HUDI;
        }
        if ("VIRTUAL_VIEW".equalsIgnoreCase(marks.tableType())) {
            return TableFormat.VIEW;
        }
        // Delta Lake's tables have a SerDe that says nothing.
        boolean foreign = marks.is(TABLE_TYPE, "delta") || marks.is(SPARK_PROVIDER, "delta");
        return !foreign && hasReader(marks.storage()) ? TableFormat.HIVE : TableFormat.UNKNOWN;
    }

    private static boolean isHudi(Marks marks) {
        return marks.is(TABLE_TYPE, "hudi")
                || marks.is(SPARK_PROVIDER, "hudi")
                || marks.parameters().keySet().stream().anyMatch(key -> key.startsWith("hoodie."))
                || inputFormat(marks.storage()).contains("hoodie");
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
