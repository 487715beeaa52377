package io.lakespan.cdc.sink;

import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.flink.CatalogLoader;

/** Iceberg's own catalog over a Hive Metastore. */
final class MetastoreCatalog {
    // By name: to the compiler its superclasses are Hive's, which only the job's jar has.
    private static final String CATALOG = "org.apache.iceberg.hive.HiveCatalog";

    private MetastoreCatalog() {}

    static CatalogLoader loader(Map<String, String> given) {
        Map<String, String> properties = new HashMap<>(given);
        // Hive's own default would be a file system of Hadoop's, which knows nothing of S3 on most clusters.
        properties.putIfAbsent(CatalogProperties.FILE_IO_IMPL, S3FileIO.class.getName());
        return CatalogLoader.custom("lake", properties, settings(), CATALOG);
    }

    private static Configuration settings() {
        Configuration settings = new Configuration(false);
        // A metastore that hangs would hold a commit for Hive's ten minutes, as long as a checkpoint may take.
        settings.set("hive.metastore.client.socket.timeout", "60s");
        return settings;
    }
}
