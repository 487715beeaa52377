package io.lakespan.cdc.definition;

/** What a pipeline does with schema changes of its source, in Flink CDC's words. */
public enum SchemaChangeBehavior {
    /** The job ends. */
    EXCEPTION,
    /** The lake follows; where it cannot, the job ends. */
    EVOLVE,
    /** The lake follows; where it cannot, it stays as it is. */
    TRY_EVOLVE,
    /** The lake gets what is new and loses nothing: a renamed column is a new one, a dropped one stays, empty. */
    LENIENT,
    /** The lake stays as it is. */
    IGNORE
}
