package io.lakespan.hms;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.error.ErrorCode;
import io.lakespan.hms.HmsConfig.Kerberos;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HmsConfigTest {

    @Test
    void severalServersAreSeparatedByCommas() {
        assertThat(HmsConfig.of("thrift://a:9083, thrift://b:9084").uris())
                .containsExactly(URI.create("thrift://a:9083"), URI.create("thrift://b:9084"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "a:9083", "http://a:9083", "thrift://a", "thrift://a b:1", "thrift://:9083"})
    void whatIsNoAddressIsRefused(String uris) {
        Fixtures.refused(ErrorCode.INVALID_INPUT, () -> HmsConfig.of(uris));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive", "hive@EXAMPLE.COM", "hive/_HOST", "/_HOST@EXAMPLE.COM"})
    void whatIsNoServicePrincipalIsRefused(String principal) {
        Fixtures.refused(ErrorCode.INVALID_INPUT, () -> Kerberos.ofTicketCache(principal));
    }

    @Test
    void aKeytabNeedsItsPrincipal() {
        Optional<Path> keytab = Optional.of(Path.of("bridge.keytab"));
        Fixtures.refused(
                ErrorCode.INVALID_INPUT, () -> new Kerberos("hive/_HOST@EXAMPLE.COM", Optional.empty(), keytab));
    }

    @Test
    void timesAndNumbersArePositive() {
        HmsConfig config = HmsConfig.of("thrift://a:9083");
        Fixtures.refused(ErrorCode.INVALID_INPUT, () -> config.timeouts().withCall(Duration.ZERO));
        Fixtures.refused(ErrorCode.INVALID_INPUT, () -> config.withConnections(0));
        Fixtures.refused(ErrorCode.INVALID_INPUT, () -> config.withPageSize(-1));
    }
}
