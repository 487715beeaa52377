/** What catalogs show of Hudi tables beyond single entries. */
package io.lakespan.model.hudi;
