package io.lakespan.atlas;

import io.lakespan.spi.LineageStore;
import io.lakespan.testkit.LineageStoreContract;

class AtlasLineageContractIT extends LineageStoreContract {
    @Override
    protected LineageStore open() {
        return AtlasCatalog.open(RunningAtlas.config());
    }
}
