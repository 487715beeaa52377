package io.lakespan.cdc.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.TableRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineDefinitionTest {
    private static final String GOOD = """
            source:
              type: mysql
              hostname: db.example.org
              port: 3307
              username: cdc
              password: ${env:CDC_PASSWORD}
              tables: shop.\\.*, crm.customer_[0-9]{1,3}
              server-id: 5400-5404
              server-time-zone: UTC
              debezium.snapshot.locking.mode: none
              jdbc.properties:
                useSSL: false
            route:
              - source-table: shop.orders
                sink-table: lake.shop_orders
                description: every order
              - source-table: crm.\\.*
                sink-table: crm.c_<>
                replace-symbol: <>
            sink:
              type: iceberg
              catalog.properties.warehouse: s3://lakehouse/warehouse
              catalog.properties.s3.secret-access-key: ${file:/run/secrets/s3}
              table.properties.write.parquet.compression-codec: zstd
              existing-rows: replace
            pipeline:
              name: shop
              parallelism: 2
              execution.checkpointing.interval: 5s
            """;

    @Test
    void aDefinitionIsReadSectionBySection() {
        PipelineDefinition definition = PipelineDefinition.parse("shop.yaml", GOOD);

        assertThat(definition.source().address()).isEqualTo("db.example.org:3307");
        assertThat(definition.source().tables())
                .extracting(TablePattern::text)
                .containsExactly("shop.\\.*", "crm.customer_[0-9]{1,3}");
        assertThat(definition.source().serverTimeZone()).contains(ZoneId.of("UTC"));
        assertThat(definition.source().debezium()).containsOnlyKeys("snapshot.locking.mode");
        assertThat(definition.source().jdbc()).containsOnlyKeys("useSSL");
        assertThat(definition.sink().existingRows()).isEqualTo(ExistingRows.REPLACE);
        assertThat(definition.sink().table()).containsEntry("write.parquet.compression-codec", "zstd");
        assertThat(definition.pipeline().name()).isEqualTo("shop");
        assertThat(definition.pipeline().parallelism()).hasValue(2);
        assertThat(definition.pipeline().checkpointInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(definition.warnings()).isEmpty();
    }

    @Test
    void aRouteNamesItsTargetWithOrWithoutTheSourceTable() {
        List<RouteRule> routes = PipelineDefinition.parse("shop.yaml", GOOD).routes();

        assertThat(routes.get(0).targetOf("orders")).isEqualTo(TableRef.of("lake", "shop_orders"));
        assertThat(routes.get(1).targetOf("customer_7")).isEqualTo(TableRef.of("crm", "c_customer_7"));
        assertThat(routes.get(0).place()).isEqualTo("shop.yaml:14:5");
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        PipelineDefinition definition = PipelineDefinition.parse(
                "x", GOOD.replace("  port: 3307\n", "").replace("  execution.checkpointing.interval: 5s\n", ""));

        assertThat(definition.source().port()).isEqualTo(3306);
        assertThat(definition.pipeline().checkpointInterval()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hostname: db.example.org | hostnmae: db | shop.yaml:3:3: unknown key 'hostnmae' in source; did you mean 'hostname'?",
                "hostname: db.example.org\\n  port | port | shop.yaml:2:3: source lacks 'hostname'; add it",
                "port: 3307 | port: many | shop.yaml:4:9: port must be a whole number above 0, not 'many'",
                "port: 3307 | port: 70000 | shop.yaml:4:9: port must be at most 65535, not 70000",
                "port: 3307 | port: [1] | shop.yaml:4:9: port must be a single value, not a list or mapping",
                "port: 3307 | hostname: b | shop.yaml:4:3: 'hostname' stands twice in source, first in line 3; remove one",
                "port: 3307 | port: | shop.yaml:4:8: port has no value; give one or remove the key",
                "username: cdc | username: ${env:U} | shop.yaml:5:13: username cannot be a reference",
                "${env:CDC_PASSWORD} | ${vault:x} | shop.yaml:6:13: password: unknown reference 'vault'; known are [env, file]",
                "${env:CDC_PASSWORD} | ${file:pw} | shop.yaml:6:13: password: the path 'pw' must be absolute",
                "${env:CDC_PASSWORD} | a${env:B} | shop.yaml:6:13: password: a reference stands alone",
                "crm.customer_[0-9]{1,3} | crm.customer_[0-9 | shop.yaml:7:11: tables: 'crm.customer_[0-9' is no regular expression",
                "crm.customer_[0-9]{1,3} | customer | shop.yaml:7:11: tables: 'customer' does not name tables",
                "5400-5404 | five | shop.yaml:8:14: server-id: 'five' is no number or range",
                "server-time-zone: UTC | server-time-zone: Mars | shop.yaml:9:21: server-time-zone must be a time zone",
                "lake.shop_orders | shop_orders | shop.yaml:15:17: sink-table must be database.table",
                "type: mysql | type: postgres | shop.yaml:2:9: type can only be 'mysql', not 'postgres'",
                "type: iceberg | type: paimon | shop.yaml:21:9: type must be one of iceberg, hudi, not 'paimon'",
                "existing-rows: replace | catalog.properties.type: unity | shop.yaml:25:28: catalog.properties.type must be one of glue, hive, not 'unity'",
                "existing-rows: replace | catalog.properties.type: ${env:T} | shop.yaml:25:28: catalog.properties.type cannot be a reference",
                "existing-rows: replace | catalog.properties.uri: thrift://a:9083 | shop.yaml:25:27: catalog.properties.uri is the address of a Hive Metastore; add catalog.properties.type: hive",
                "existing-rows: replace | catalog.properties: {type: hive, uri: 'http://a:9083'} | catalog.properties.uri must be thrift://host:port, several separated by commas, not 'http://a:9083'",
                "existing-rows: replace | existing-rows: drop | existing-rows must be one of refuse, replace, keep, not 'drop'",
                "interval: 5s | interval: 5 | must be a time such as 500ms, 10s or 3min, not '5'",
                "name: shop | name: my shop | 'my shop' is no job name",
                "port: 3307 | scan.startup.mode: earliest | scan.startup.mode must be one of initial, earliest-offset, latest-offset, specific-offset, timestamp, not 'earliest'",
                "write.parquet.compression-codec: zstd | format-version: 1 | table.properties.format-version can only be '2', not '1'",
                "route: | rout: | unknown key 'rout' in the definition; did you mean 'route'?",
            })
    void anErrorNamesItsPlaceAndWhatToDo(String good, String bad, String message) {
        BridgeException error = failure(GOOD.replace(good.replace("\\n", "\n"), bad));

        assertThat(error.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        assertThat(error.getMessage().lines()).anyMatch(line -> line.contains(message));
    }

    @Test
    void allErrorsComeAtOnceInTheOrderOfTheFile() {
        BridgeException error = failure(
                GOOD.replace("3307", "x").replace("name: shop", "nam: shop").replace("5400-5404", "five"));

        assertThat(error.getMessage().lines().map(line -> line.split(":")[1])).containsExactly("4", "8", "27", "27");
    }

    @Test
    void aMissingSectionIsOneError() {
        String withoutSink = GOOD.substring(0, GOOD.indexOf("sink:\n")) + GOOD.substring(GOOD.indexOf("pipeline:"));

        assertThat(failure(withoutSink)).hasMessage("shop.yaml:1:1: the definition lacks 'sink'; add it");
    }

    @Test
    void textThatIsNoYamlIsRefusedWithItsPlace() {
        assertThat(failure("source:\n  a: [1\nsink: 2")).hasMessageStartingWith("shop.yaml:3:5: this is no YAML");
        assertThat(failure("")).hasMessageContaining("the definition is empty");
        assertThat(failure("- a")).hasMessageContaining("shop.yaml:1:1: the definition must be a mapping");
        assertThat(failure("source: \u0007")).hasMessageContaining("this is no YAML");
    }

    @Test
    void aMappingThatHoldsItselfEnds() {
        String looped = GOOD.replace("debezium.snapshot.locking.mode: none", "debezium: &a {x: *a}");

        assertThat(failure(looped)).hasMessageContaining("must be a single value");
    }

    @Test
    void aPasswordInTheFileIsAWarningAndNeverPrinted() {
        PipelineDefinition definition =
                PipelineDefinition.parse("shop.yaml", GOOD.replace("${env:CDC_PASSWORD}", "open-sesame"));

        assertThat(definition.warnings())
                .containsExactly(
                        "shop.yaml:6:13: password stands in the file as it is; write ${env:NAME} or ${file:/path} instead");
        assertThat(definition.toString()).doesNotContain("open-sesame");
        assertThat(SecretResolver.ofProcess().resolve(definition.source().password()))
                .isEqualTo("open-sesame");
    }

    @Test
    void aMissingFileIsNotFound() {
        BridgeException error = catchThrowableOfType(
                BridgeException.class, () -> PipelineDefinition.read(Path.of("/nowhere/shop.yaml")));

        assertThat(error.code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    private static BridgeException failure(String yaml) {
        return catchThrowableOfType(BridgeException.class, () -> PipelineDefinition.parse("shop.yaml", yaml));
    }
}
