/** What becomes of rows between source and lake: projections, computed and masked columns, filters, other keys. */
package io.lakespan.cdc.rules;
