package io.lakespan.cdc.hudi;

import io.lakespan.spi.MetadataCatalog;
import java.io.Serializable;

/** How a task opens the catalog that Hudi tables are registered in. */
@FunctionalInterface
public interface Registry extends Serializable {
    MetadataCatalog open();
}
