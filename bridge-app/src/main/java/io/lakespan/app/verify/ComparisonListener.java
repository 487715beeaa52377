package io.lakespan.app.verify;

/** Is told how a comparison goes, by several threads at a time. */
public interface ComparisonListener {
    /** Hears nothing. */
    ComparisonListener SILENT = new ComparisonListener() {};

    default void started(TablePair pair) {}

    /** Rows of one side read so far: after every 10,000 and at the end. */
    default void read(TablePair pair, Side side, long rows) {}

    /** The checksums differ; both sides are read again to name the rows. */
    default void searching(TablePair pair) {}

    default void finished(TableComparison result) {}
}
