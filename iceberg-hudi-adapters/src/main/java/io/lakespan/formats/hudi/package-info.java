/** Reads Hudi tables past any catalog: what their properties and their timeline say. */
package io.lakespan.formats.hudi;
