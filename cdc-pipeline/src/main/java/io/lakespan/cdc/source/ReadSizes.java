package io.lakespan.cdc.source;

import io.lakespan.cdc.definition.MySqlOptions;

/**
 * How many rows the source holds at a time: as many as read fast, and fewer where rows are wide, so that a reader takes
 * some tens of megabytes whatever the tables are.
 *
 * @param chunk rows of a table read as one piece, which is held as a whole
 * @param fetch rows asked of the server at once
 * @param queue changes that were read and not yet handed on
 * @param batch changes handed on at once
 */
public record ReadSizes(int chunk, int fetch, int queue, int batch) {
    // Larger than Flink CDC's 8096 and 1024: fewer, longer pieces read a table faster and still fit a small heap.
    private static final int CHUNK = 16_384;
    private static final int FETCH = 4_096;
    private static final int QUEUE = 16_384;
    private static final int BATCH = 4_096;

    private static final int LEAST = 32;
    private static final long PIECE_BYTES = 16L << 20;
    private static final long FETCH_BYTES = 4L << 20;
    // A change of a row may hold it twice.
    private static final long QUEUE_BYTES = 16L << 20;
    private static final long BATCH_BYTES = 4L << 20;

    /**
     * The sizes for tables.
     *
     * @param given what the definition says wins
     * @param widestRow the average bytes of a row of the table that has the widest
     */
    public static ReadSizes of(MySqlOptions.Snapshot given, long widestRow) {
        int chunk = given.chunkSize().orElse(rows(PIECE_BYTES, widestRow, CHUNK));
        return new ReadSizes(
                chunk,
                given.fetchSize().orElse(rows(FETCH_BYTES, widestRow, FETCH)),
                rows(QUEUE_BYTES, widestRow, QUEUE),
                rows(BATCH_BYTES, widestRow, BATCH));
    }

    private static int rows(long bytes, long row, int most) {
        return (int) Math.max(LEAST, Math.min(most, bytes / Math.max(1, row)));
    }
}
