package io.lakespan.cdc.job;

import io.lakespan.cdc.definition.CatalogType;
import io.lakespan.cdc.definition.SinkOptions;
import io.lakespan.cdc.hudi.Registry;
import io.lakespan.glue.GlueConfig;
import io.lakespan.glue.GlueMetadataCatalog;
import io.lakespan.hms.HmsConfig;
import io.lakespan.hms.HmsMetadataCatalog;
import java.io.Serializable;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The catalogs that Hudi tables are registered in, by the properties that Iceberg's catalogs have too. */
final class Registries {
    private Registries() {}

    static Registry of(CatalogType type, Map<String, String> properties) {
        Optional<String> region = Optional.ofNullable(properties.get("client.region"));
        Optional<String> endpoint = Optional.ofNullable(properties.get("glue.endpoint"));
        Optional<String> account = Optional.ofNullable(properties.get("glue.id"));
        String metastore = properties.get(SinkOptions.URI);
        return switch (type) {
            case GLUE -> {
                Glue glue = new Glue(region.orElse(""), endpoint.orElse(""), account.orElse(""));
                yield () -> GlueMetadataCatalog.open(glue.config());
            }
            case HIVE -> () -> HmsMetadataCatalog.open(HmsConfig.of(metastore));
        };
    }

    /** Absent values are empty: what a task is sent has to be serializable. */
    private record Glue(String region, String endpoint, String account) implements Serializable {
        GlueConfig config() {
            String where = region.isEmpty()
                    ? DefaultAwsRegionProviderChain.builder()
                            .build()
                            .getRegion()
                            .id()
                    : region;
            GlueConfig config = GlueConfig.of(where);
            config = endpoint.isEmpty() ? config : config.withEndpoint(URI.create(endpoint));
            return account.isEmpty() ? config : config.withCatalogId(account);
        }
    }
}
