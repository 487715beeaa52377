package io.lakespan.cdc.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartupTest {
    private static final String GTIDS = "7637e297-e5cd-11f1-8caf-02fc00000001:1-7";

    private static Startup startup(String source) {
        return PipelineDefinition.parse(
                        "shop.yaml", """
                source:
                  type: mysql
                  hostname: localhost
                  username: cdc
                  password: ${env:CDC_PASSWORD}
                  tables: shop.orders
                """ + source.indent(2) + "sink:\n  type: iceberg\npipeline:\n  name: shop\n")
                .source()
                .startup();
    }

    @Test
    void aJobBeginsWithTheRowsUnlessItIsTold() {
        assertThat(startup("")).isEqualTo(Startup.Mode.INITIAL);
        assertThat(startup("scan.startup.mode: latest-offset")).isEqualTo(Startup.Mode.LATEST_OFFSET);
        assertThat(startup("scan.startup.mode: earliest-offset")).isEqualTo(Startup.Mode.EARLIEST_OFFSET);
    }

    @Test
    void aPlaceIsAFileAndAPositionOrASetOfGtids() {
        assertThat(startup("""
                scan.startup.mode: specific-offset
                scan.startup.specific-offset.file: binlog.000003
                scan.startup.specific-offset.pos: 4
                scan.startup.specific-offset.skip-events: 2
                """)).isEqualTo(new Startup.Offset("binlog.000003", 4, 2, 0));
        assertThat(startup("scan.startup.mode: specific-offset\nscan.startup.specific-offset.gtid-set: " + GTIDS))
                .isEqualTo(new Startup.Gtids(GTIDS, 0, 0));
        assertThat(startup("scan.startup.mode: timestamp\nscan.startup.timestamp-millis: 1000"))
                .isEqualTo(new Startup.Since(Instant.ofEpochSecond(1)));
    }

    @Test
    void whatIsMissingWrongOrMeansNothingIsNamed() {
        assertThatThrownBy(() -> startup("scan.startup.mode: specific-offset"))
                .hasMessageContaining(
                        "needs scan.startup.specific-offset.file and scan.startup.specific-offset.pos, or");
        assertThatThrownBy(() -> startup("scan.startup.mode: timestamp"))
                .hasMessageContaining("needs scan.startup.timestamp-millis");
        assertThatThrownBy(() -> startup("scan.startup.timestamp-millis: 5"))
                .hasMessageContaining(
                        "shop.yaml:7:34: scan.startup.timestamp-millis means nothing in the startup mode" + " initial");
        assertThatThrownBy(() -> startup("scan.startup.mode: newest"))
                .hasMessageContaining("must be one of initial, earliest-offset, latest-offset, specific-offset,"
                        + " timestamp, not 'newest'");
        assertThatThrownBy(() -> startup(
                        "scan.startup.mode: specific-offset\nscan.startup.specific-offset.gtid-set: all of them"))
                .hasMessageContaining("'all of them' is no set of GTIDs");
    }
}
