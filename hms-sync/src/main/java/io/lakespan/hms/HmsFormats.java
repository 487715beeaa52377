package io.lakespan.hms;

import io.lakespan.model.TableFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;

/** Whose a table is, told by the marks that each engine leaves in the metastore. */
final class HmsFormats {
    private static final String TABLE_TYPE = "table_type";
    private static final String SPARK_PROVIDER = "spark.sql.sources.provider";
    // Spark writes this one column where Hive's types cannot say what the table has.
    private static final FieldSchema SPARK_STAND_IN = new FieldSchema("col", "array<string>", "");

    private final Map<String, String> parameters;
    private final Table table;

    private HmsFormats(Table table) {
        this.table = table;
        this.parameters = Optional.ofNullable(table.getParameters()).orElse(Map.of());
    }

    static TableFormat of(Table table) {
        return new HmsFormats(table).format();
    }

    private TableFormat format() {
        if (is(TABLE_TYPE, "iceberg")) {
            return TableFormat.ICEBERG;
        }
        if (isHudi()) {
            return TableFormat.HUDI;
        }
        if ("VIRTUAL_VIEW".equals(table.getTableType()) || "MATERIALIZED_VIEW".equals(table.getTableType())) {
            return TableFormat.VIEW;
        }
        return !isForeign() && hasReader() ? TableFormat.HIVE : TableFormat.UNKNOWN;
    }

    private boolean isHudi() {
        return is(TABLE_TYPE, "hudi")
                || is(SPARK_PROVIDER, "hudi")
                || parameters.containsKey("last_commit_time_sync")
                || parameters.keySet().stream().anyMatch(key -> key.startsWith("hoodie."))
                || inputFormat().contains("hoodie");
    }

    /** Tables whose columns, as the metastore has them, say nothing or not all. */
    private boolean isForeign() {
        return is(TABLE_TYPE, "delta")
                || is(SPARK_PROVIDER, "delta")
                || is("is_generic", "true")
                || parameters.keySet().stream().anyMatch(key -> key.startsWith("flink."))
                || parameters.containsKey("storage_handler")
                || isSparkAlone();
    }

    private boolean isSparkAlone() {
        return parameters.containsKey(SPARK_PROVIDER)
                && storage()
                        .map(StorageDescriptor::getCols)
                        .filter(HmsFormats::isStandIn)
                        .isPresent();
    }

    private static boolean isStandIn(List<FieldSchema> columns) {
        return columns.size() == 1
                && columns.get(0).getName().equals(SPARK_STAND_IN.getName())
                && columns.get(0).getType().equals(SPARK_STAND_IN.getType());
    }

    private boolean is(String key, String value) {
        return value.equalsIgnoreCase(parameters.get(key));
    }

    private boolean hasReader() {
        return !inputFormat().isEmpty()
                || storage()
                        .map(StorageDescriptor::getSerdeInfo)
                        .map(SerDeInfo::getSerializationLib)
                        .flatMap(Texts::present)
                        .isPresent();
    }

    private String inputFormat() {
        return storage().map(StorageDescriptor::getInputFormat).orElse("").toLowerCase(Locale.ROOT);
    }

    private Optional<StorageDescriptor> storage() {
        return Optional.ofNullable(table.getSd());
    }
}
