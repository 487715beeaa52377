package io.lakespan.atlas;

import io.lakespan.model.TableFormat;

/** Which Atlas type, and which {@code tableType}, a table of a format has. */
final class TableKinds {
    static final String ANY_TABLE = "hive_table";
    static final String ANY_COLUMN = "hive_column";
    static final String STORAGE = "hive_storagedesc";
    private static final String VIEW = "VIRTUAL_VIEW";
    private static final String MATERIALIZED_VIEW = "MATERIALIZED_VIEW";
    private static final String UNKNOWN = "UNKNOWN";

    private TableKinds() {}

    static String tableType(TableFormat format) {
        return switch (format) {
            case ICEBERG -> "iceberg_table";
            case HUDI -> "hudi_table";
            case HIVE, VIEW, UNKNOWN -> ANY_TABLE;
        };
    }

    static String columnType(TableFormat format) {
        return switch (format) {
            case ICEBERG -> "iceberg_column";
            case HUDI -> "hudi_column";
            case HIVE, VIEW, UNKNOWN -> ANY_COLUMN;
        };
    }

    /** Only Hive keeps its partition keys apart from the columns. */
    static boolean hasPartitionKeys(TableFormat format) {
        return tableType(format).equals(ANY_TABLE);
    }

    static TableFormat format(AtlasEntity table) {
        return switch (table.type()) {
            case "iceberg_table" -> TableFormat.ICEBERG;
            case "hudi_table" -> TableFormat.HUDI;
            default -> hiveFormat(table.text("tableType").orElse(""));
        };
    }

    private static TableFormat hiveFormat(String kind) {
        return switch (kind) {
            case VIEW, MATERIALIZED_VIEW -> TableFormat.VIEW;
            case UNKNOWN -> TableFormat.UNKNOWN;
            default -> TableFormat.HIVE;
        };
    }

    /** The value of {@code tableType} for a table that has none yet. */
    static String kind(TableFormat format) {
        return switch (format) {
            case VIEW -> VIEW;
            case UNKNOWN -> UNKNOWN;
            case HIVE, ICEBERG, HUDI -> "EXTERNAL_TABLE";
        };
    }
}
