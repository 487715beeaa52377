/** The Flink job that carries a pipeline out. */
package io.lakespan.cdc.job;
