package io.lakespan.cdc.definition;

/** The format of the lake's tables. */
public enum SinkFormat {
    ICEBERG,
    HUDI
}
