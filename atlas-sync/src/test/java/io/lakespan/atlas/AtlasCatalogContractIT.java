package io.lakespan.atlas;

import io.lakespan.spi.MetadataCatalog;
import io.lakespan.testkit.MetadataCatalogContract;

class AtlasCatalogContractIT extends MetadataCatalogContract {
    @Override
    protected MetadataCatalog open() {
        return AtlasCatalog.open(RunningAtlas.config());
    }

    /** Atlas writes about ten tables a second; its entities come in pages of 40. */
    @Override
    protected int moreThanAPage() {
        return 45;
    }
}
