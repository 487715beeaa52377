/** The AWS Glue Data Catalog as a {@link io.lakespan.spi.MetadataCatalog}. */
package io.lakespan.glue;
