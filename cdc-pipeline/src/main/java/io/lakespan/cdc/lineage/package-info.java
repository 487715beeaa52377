/** The lineage a pipeline declares. */
package io.lakespan.cdc.lineage;
