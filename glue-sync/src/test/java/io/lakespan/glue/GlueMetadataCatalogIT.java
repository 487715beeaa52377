package io.lakespan.glue;

import io.lakespan.spi.MetadataCatalog;
import io.lakespan.testkit.MetadataCatalogContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class GlueMetadataCatalogIT extends MetadataCatalogContract {
    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    @Override
    protected MetadataCatalog open() {
        return GlueMetadataCatalog.open(GLUE.config());
    }
}
