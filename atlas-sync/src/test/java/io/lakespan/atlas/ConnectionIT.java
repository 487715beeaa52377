package io.lakespan.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Atlas behind a gateway that ends TLS and knows callers by a token, and one that loses answers. */
class ConnectionIT {
    private static final String TOKEN = "t0ken-of-the-test";

    @TempDir
    Path folder;

    @Test
    void aBearerTokenAndATrustStoreLeadThroughAGatewayToARealAtlas() {
        try (Gateway gateway = Gateway.overTls(folder, TOKEN)) {
            AtlasCatalog catalog = AtlasCatalog.open(bearer(gateway, TOKEN).withTrustStore(gateway.trustStore()));
            Database put = Database.of("tls_" + UUID.randomUUID().toString().substring(0, 8));
            catalog.put(put, Expected.absent());
            assertThat(catalog.findDatabase(put.name()).orElseThrow().value()).isEqualTo(put);
        }
    }

    @Test
    void aCertificateNobodyTrustsIsSaidToBeSo() {
        try (Gateway gateway = Gateway.overTls(folder, TOKEN)) {
            refused(ErrorCode.UNAVAILABLE, "trust-store", () -> AtlasCatalog.open(bearer(gateway, TOKEN))
                    .databases());
        }
    }

    @Test
    void aTrustStoreThatCannotBeReadIsNamed() {
        AtlasConfig config = RunningAtlas.config()
                .withTrustStore(new AtlasConfig.TrustStore(folder.resolve("missing.p12"), "changeit"));
        refused(ErrorCode.INVALID_INPUT, "missing.p12", () -> AtlasCatalog.open(config));
    }

    @Test
    void aWrongTokenIsUnauthenticatedAndNotShown() {
        try (Gateway gateway = Gateway.overTls(folder, TOKEN)) {
            AtlasConfig config = bearer(gateway, "n0t-it").withTrustStore(gateway.trustStore());
            refused(ErrorCode.UNAUTHENTICATED, "atlas.token", () -> AtlasCatalog.open(config)
                    .databases());
            assertThat(config.toString()).doesNotContain("n0t-it");
        }
    }

    @Test
    void aUserWithoutTheRightIsDenied() {
        try (Gateway gateway = Gateway.answering(403)) {
            refused(ErrorCode.PERMISSION_DENIED, "policies", () -> catalog(gateway)
                    .databases());
        }
    }

    @Test
    void anAnswerThatIsLostLeavesAReadUnavailableAndAWriteUnknown() {
        String name = "lost_" + UUID.randomUUID().toString().substring(0, 8);
        try (Gateway gateway = Gateway.losingAnswersTo("POST /api/atlas/v2/entity/bulk")) {
            refused(ErrorCode.OUTCOME_UNKNOWN, "POST", () -> catalog(gateway)
                    .put(Database.of(name), Expected.absent()));
        }
        assertThat(AtlasCatalog.open(RunningAtlas.config()).findDatabase(name)).isPresent();
        try (Gateway gateway = Gateway.losingAnswersTo("GET ")) {
            refused(ErrorCode.UNAVAILABLE, "GET", () -> catalog(gateway).findDatabase(name));
        }
    }

    @Test
    void aDeadlockedWriteIsTriedAgain() {
        String name = "dead_" + UUID.randomUUID().toString().substring(0, 8);
        try (Gateway gateway = Gateway.deadlockingTimes(3)) {
            AtlasCatalog catalog = catalog(gateway);
            catalog.put(Database.of(name), Expected.absent());
            assertThat(catalog.calls()).containsEntry("POST /entity/bulk", 4L);
        }
        try (Gateway gateway = Gateway.deadlockingTimes(100)) {
            refused(ErrorCode.UNAVAILABLE, "500", () -> catalog(gateway)
                    .put(Database.of(name + "2"), Expected.absent()));
        }
    }

    private static AtlasCatalog catalog(Gateway gateway) {
        return AtlasCatalog.open(AtlasConfig.of(
                        gateway.url(),
                        RunningAtlas.USER,
                        RunningAtlas.password(),
                        RunningAtlas.config().metadataNamespace())
                .withCallTimeout(Duration.ofSeconds(3)));
    }

    private static AtlasConfig bearer(Gateway gateway, String token) {
        URI url = gateway.url();
        return AtlasConfig.of(
                url,
                new AtlasConfig.Credentials.Bearer(token),
                RunningAtlas.config().metadataNamespace());
    }

    private static void refused(ErrorCode code, String naming, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
                .hasMessageContaining(naming);
    }
}
