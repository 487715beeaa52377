package io.lakespan.formats.iceberg;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.ResolvingFileIO;

/** Opens Iceberg's file access from a configuration. */
final class IcebergFiles {
    private IcebergFiles() {}

    static FileIO open(IcebergConfig config) {
        return CatalogUtil.loadFileIO(ResolvingFileIO.class.getName(), properties(config), new Configuration());
    }

    static Map<String, String> properties(IcebergConfig config) {
        Map<String, String> all = new TreeMap<>();
        all.put("io-impl", ResolvingFileIO.class.getName());
        all.put("http-client.type", "urlconnection");
        // Iceberg's own five retries with waits up to 20 s keep a person waiting for minutes before a clear error.
        all.put("s3.retry.num-retries", "3");
        all.put("s3.retry.min-wait-ms", "200");
        all.put("s3.retry.max-wait-ms", "2000");
        config.region().ifPresent(region -> all.put("client.region", region));
        config.s3Endpoint().ifPresent(uri -> {
            all.put("s3.endpoint", uri.toString());
            all.put("s3.path-style-access", "true");
        });
        config.glueEndpoint().ifPresent(uri -> all.put("glue.endpoint", uri.toString()));
        config.credentials().map(GivenCredentials::properties).ifPresent(all::putAll);
        all.putAll(config.properties());
        return all;
    }
}
