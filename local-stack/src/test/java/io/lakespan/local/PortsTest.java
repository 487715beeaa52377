package io.lakespan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void onlyWhatDiffersFromTheDefaultsIsRemembered() {
        Ports ports = Ports.defaultsWith(Map.of("mysql.port", 23306, "s3.port", 19000));

        assertThat(ports.overrides()).containsExactly(Map.entry("mysql.port", 23306));
        assertThat(ports.port("glue.port")).isEqualTo(19010);
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Ports.defaultsWith(Map.of("mysq.port", 1)))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("mysq.port")
                .hasMessageContaining("mysql.port");
    }

    @Test
    void twoNamesCannotShareAPort() {
        assertThatThrownBy(() -> Ports.defaultsWith(Map.of("mysql.port", 19000)))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("mysql.port and s3.port are both 19000");
    }

    @Test
    void aNumberThatIsNoPortIsRefused() {
        assertThatThrownBy(() -> Ports.defaultsWith(Map.of("s3.port", 70_000)))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("s3.port is 70000");
    }

    @Test
    void freePortsAreDifferentAndLeaveTheGivenOnesAlone() {
        Ports ports = Ports.freeExcept(Map.of("s3.port", 23456));

        assertThat(ports.port("s3.port")).isEqualTo(23456);
        assertThat(new HashSet<>(ports.byName().values()))
                .hasSameSizeAs(ports.byName().values());
        assertThat(ports.byName().values()).allMatch(port -> port >= 20_000 && port < 32_000);
    }
}
