package io.lakespan.hms;

import io.lakespan.spi.MetadataCatalog;
import io.lakespan.testkit.MetadataCatalogContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class Hive2MetadataCatalogIT extends MetadataCatalogContract {
    @RegisterExtension
    static final OtherMetastore HIVE_2 = OtherMetastore.ofHive2();

    @Override
    protected MetadataCatalog open() {
        return HmsMetadataCatalog.open(HmsConfig.of(HIVE_2.uri()));
    }
}
