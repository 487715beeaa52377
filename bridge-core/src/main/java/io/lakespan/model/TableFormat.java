package io.lakespan.model;

/** Who owns a table's schema and files: the table format, or nobody that Lakespan knows. */
public enum TableFormat {
    HIVE,
    ICEBERG,
    HUDI,
    VIEW,
    /** Kept as it is, never damaged. */
    UNKNOWN
}
