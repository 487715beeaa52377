package io.lakespan.hms;

import io.lakespan.spi.MetadataCatalog;
import io.lakespan.testkit.MetadataCatalogContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class HmsMetadataCatalogIT extends MetadataCatalogContract {
    @RegisterExtension
    static final LocalHms HMS = new LocalHms();

    @Override
    protected MetadataCatalog open() {
        return HmsMetadataCatalog.open(HMS.config());
    }
}
