/** Rows of the lake's tables, whatever their format. */
package io.lakespan.formats.rows;
