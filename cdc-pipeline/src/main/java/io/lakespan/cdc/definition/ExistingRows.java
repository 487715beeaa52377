package io.lakespan.cdc.definition;

/** What a first start, one without a savepoint, does with rows that its tables hold already. */
public enum ExistingRows {
    /** Does not start: rows deleted from the source meanwhile would stay for ever. */
    REFUSE,
    /** Deletes them in one commit before the first row is written. */
    REPLACE,
    /** Writes over rows of the same key and leaves all others. */
    KEEP
}
