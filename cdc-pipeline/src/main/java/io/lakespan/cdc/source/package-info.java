/** The MySQL server a pipeline reads: what must hold before it starts, its tables, and what their columns become. */
package io.lakespan.cdc.source;
