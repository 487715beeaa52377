package io.lakespan.testkit;

import io.lakespan.spi.MetadataCatalog;

class InMemoryMetadataCatalogTest extends MetadataCatalogContract {
    @Override
    protected MetadataCatalog open() {
        return new InMemoryMetadataCatalog("memory");
    }
}
