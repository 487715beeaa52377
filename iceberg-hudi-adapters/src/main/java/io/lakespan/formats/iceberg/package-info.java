/** Reads Iceberg tables past any catalog: what their metadata says, and their rows. */
package io.lakespan.formats.iceberg;
