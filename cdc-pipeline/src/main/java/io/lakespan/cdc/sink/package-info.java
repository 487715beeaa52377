/** The lake's side of a pipeline: its Iceberg tables, and the values and rows written to them. */
package io.lakespan.cdc.sink;
