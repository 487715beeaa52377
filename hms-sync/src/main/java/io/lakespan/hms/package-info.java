/** The Hive Metastore as a metadata catalog. */
package io.lakespan.hms;
