package io.lakespan.sync;

/** Who wins when both sides changed the same item, and differently. */
public enum ConflictPolicy {
    /** Nobody: nothing is written for that item, it waits in the conflict inbox. */
    HOLD,
    /** The technical catalog, Glue or the Hive Metastore. */
    PREFER_CATALOG,
    /** Atlas. */
    PREFER_ATLAS,
    /** The side whose table was changed last; held where a side does not say when. */
    NEWEST
}
