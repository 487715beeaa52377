/** Filters over partition values, in the part of SQL that Glue's {@code GetPartitions} takes. */
package io.lakespan.local.glue.expression;
