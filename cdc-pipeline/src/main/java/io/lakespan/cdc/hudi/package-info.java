/** The sink for Hudi tables: rows of all tables by one operator, each table written by one task. */
package io.lakespan.cdc.hudi;
