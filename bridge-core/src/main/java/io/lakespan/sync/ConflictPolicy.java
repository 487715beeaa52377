package io.lakespan.sync;

/** Who wins when both sides changed the same facet, and differently. */
public enum ConflictPolicy {
    /** Nobody: nothing is written for that facet, it waits in the conflict inbox. */
    HOLD,
    /** The technical catalog, Glue or the Hive Metastore. */
    PREFER_CATALOG,
    /** Atlas. */
    PREFER_ATLAS
}
