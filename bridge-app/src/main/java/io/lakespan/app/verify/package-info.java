/**
 * Compares the lake with its source, every row and column.
 *
 * <p>Nothing here is shared with the job that moves the rows: a fault in the job's conversions must not hide itself.
 */
package io.lakespan.app.verify;
