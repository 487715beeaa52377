package io.lakespan.spi;

/** What a catalog may or may not be able to do; doing it without the capability fails with {@code UNSUPPORTED}. */
public enum Capability {
    PUT_DATABASE,
    PUT_TABLE,
    DROP_TABLE,
    DROP_DATABASE,
    /** A table can get another name and stay the same thing. */
    RENAME_TABLE,
    /** Table formats whose tables only their own engine creates (Iceberg, Hudi) can be created through the catalog. */
    CREATE_FORMAT_TABLES,
    /** Partitions of Hive tables are kept; the catalog is a {@link PartitionCatalog}. */
    PARTITIONS
}
