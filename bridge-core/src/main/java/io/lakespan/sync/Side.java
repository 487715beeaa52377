package io.lakespan.sync;

/** The two catalogs of a pair. */
public enum Side {
    /** The technical catalog: Glue or the Hive Metastore. */
    LEFT,
    /** Atlas, or the mirror of the left catalog. */
    RIGHT
}
