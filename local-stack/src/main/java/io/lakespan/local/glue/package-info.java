/**
 * A Glue Data Catalog endpoint for the local stack: AWS JSON 1.1 over HTTP, kept in one SQLite file.
 *
 * <p>A request goes from {@code GlueHandler} (HTTP, signature) to an {@code Action}, which works on a {@code Session},
 * one transaction's view of the rows. Writes of all clients are committed in groups by one thread.
 */
package io.lakespan.local.glue;
