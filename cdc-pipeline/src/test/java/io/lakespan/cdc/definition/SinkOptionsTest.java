package io.lakespan.cdc.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SinkOptionsTest {
    private static final SecretResolver SECRETS = SecretResolver.of(Map.of("METASTORE", "thrift://own:9083"));

    @Test
    void theDefinitionsPropertiesWinOverTheProfiles() {
        SinkOptions options = options(CatalogType.HIVE, Map.of("uri", new Secret.Environment("METASTORE")));

        assertThat(options.catalogProperties(Map.of("uri", "thrift://profile:9083", "warehouse", "s3://w"), SECRETS))
                .isEqualTo(Map.of("uri", "thrift://own:9083", "warehouse", "s3://w"));
    }

    @Test
    void aMetastoreWithoutAnAddressOrWarehouseIsRefused() {
        SinkOptions options = options(CatalogType.HIVE, Map.of());

        assertThatThrownBy(() -> options.catalogProperties(Map.of("warehouse", "s3://w"), SECRETS))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                .hasMessageContainingAll("catalog.properties.uri", "thrift://host:9083", "hms.uris");
        assertThatThrownBy(() -> options.catalogProperties(Map.of("uri", "thrift://a:9083"), SECRETS))
                .hasMessageContaining("catalog.properties.warehouse");
    }

    @Test
    void glueNeedsNeither() {
        assertThat(options(CatalogType.GLUE, Map.of()).catalogProperties(Map.of(), SECRETS))
                .isEmpty();
    }

    @Test
    void theTypeIsNoPropertyAndGlueWhereItIsLeftOut() {
        assertThat(sink("  catalog.properties.type: hive\n").catalogType()).isEqualTo(CatalogType.HIVE);
        assertThat(sink("  catalog.properties.type: hive\n").catalog()).isEmpty();
        assertThat(sink("").catalogType()).isEqualTo(CatalogType.GLUE);
    }

    @Test
    void aMetastoreMayHaveSeveralServers() {
        assertThat(sink("  catalog.properties:\n    type: hive\n    uri: thrift://a:9083,thrift://b:9083\n")
                        .catalog())
                .containsOnlyKeys("uri");
    }

    private static SinkOptions sink(String lines) {
        return PipelineDefinition.parse("x", """
                source: {type: mysql, hostname: h, username: u, password: '${env:P}', tables: 'shop\\.\\.*'}
                sink:
                  type: iceberg
                %spipeline: {name: shop}
                """.formatted(lines)).sink();
    }

    private static SinkOptions options(CatalogType type, Map<String, Secret> catalog) {
        SortedMap<String, Secret> properties = new TreeMap<>(catalog);
        return new SinkOptions(
                SinkFormat.ICEBERG,
                Optional.empty(),
                type,
                properties,
                new TreeMap<>(),
                new TreeMap<>(),
                ExistingRows.REFUSE);
    }
}
