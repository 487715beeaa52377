package io.lakespan.cdc.definition;

/** What a pipeline's tables are registered in. */
public enum CatalogType {
    GLUE,
    HIVE
}
