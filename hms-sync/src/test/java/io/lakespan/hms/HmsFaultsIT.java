package io.lakespan.hms;

import static io.lakespan.hms.Fixtures.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a metastore's failures: a real one that is killed, and a network that breaks. */
class HmsFaultsIT {
    @RegisterExtension
    static final LocalHms HMS = new LocalHms();

    private final String database = LocalHms.unique("faults_");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Relay relay;
    private HmsMetadataCatalog catalog;
    private Version version;

    @BeforeEach
    void open() throws IOException {
        relay = Relay.to(HMS.port());
        catalog = HmsMetadataCatalog.open(HmsConfig.of(relay.uri()));
        catalog.put(Database.of(database), Expected.absent());
        version = catalog.put(orders(), Expected.absent());
    }

    @AfterEach
    void close() throws IOException {
        catalog.close();
        relay.close();
        threads.shutdownNow();
    }

    @Test
    void aReadOverADeadConnectionIsMadeAgain() {
        relay.fail("get_all_databases", Relay.Kind.ANSWER_LOST);
        assertThat(catalog.databases()).isNotEmpty();
        assertThat(relay.count("get_all_databases")).isEqualTo(2);
    }

    @Test
    void aWriteThatHappenedAndWasNotAnsweredIsUnknown() {
        relay.fail("alter_table_with", Relay.Kind.ANSWER_LOST);
        refused(ErrorCode.OUTCOME_UNKNOWN, () -> catalog.put(described("written"), Expected.at(version)));
        await().untilAsserted(() -> assertThat(found().value().description()).contains("written"));
        assertThat(relay.count("alter_table_with")).isEqualTo(1);
        refused(ErrorCode.CONFLICT, () -> catalog.put(described("again"), Expected.at(version)));
    }

    @Test
    void aWriteThatNeverArrivedIsUnknownAndCanBeMadeAgain() {
        relay.fail("alter_table_with", Relay.Kind.REQUEST_LOST);
        refused(ErrorCode.OUTCOME_UNKNOWN, () -> catalog.put(described("written"), Expected.at(version)));
        assertThat(found().version()).isEqualTo(version);
        catalog.put(described("written"), Expected.at(version));
        assertThat(found().value().description()).contains("written");
    }

    @Test
    void aCreationThatWasNotAnsweredIsUnknown() {
        Table other = orders().withRef(TableRef.of(database, "other"));
        relay.fail("create_table", Relay.Kind.ANSWER_LOST);
        refused(ErrorCode.OUTCOME_UNKNOWN, () -> catalog.put(other, Expected.absent()));
        await().untilAsserted(() -> assertThat(catalog.find(other.ref())).isPresent());
        refused(ErrorCode.ALREADY_EXISTS, () -> catalog.put(other, Expected.absent()));
    }

    @Test
    void aLockIsKeptAliveWhileAWriteTakesLong() throws ExecutionException, InterruptedException {
        HmsConfig config = HmsConfig.of(relay.uri());
        HmsConfig lively = config.withTimeouts(config.timeouts().withHeartbeat(Duration.ofMillis(100)));
        try (HmsMetadataCatalog slow = HmsMetadataCatalog.open(lively)) {
            relay.fail("alter_table_with", Relay.Kind.ANSWER_HELD);
            Future<Version> writing = threads.submit(() -> slow.put(described("slowly"), Expected.at(version)));
            await().untilAsserted(() -> assertThat(relay.count("heartbeat")).isGreaterThan(3));
            relay.release();
            assertThat(writing.get()).isEqualTo(found().version());
        }
    }

    @Test
    void anAnswerThatTakesTooLongIsNotWaitedFor() {
        HmsConfig config = HmsConfig.of(relay.uri());
        HmsConfig hasty = config.withTimeouts(config.timeouts().withCall(Duration.ofMillis(500)));
        try (HmsMetadataCatalog impatient = HmsMetadataCatalog.open(hasty)) {
            relay.fail("get_all_databases", Relay.Kind.ANSWER_HELD);
            refused(ErrorCode.UNAVAILABLE, impatient::databases);
            relay.fail("alter_table_with", Relay.Kind.ANSWER_HELD);
            refused(ErrorCode.OUTCOME_UNKNOWN, () -> impatient.put(described("late"), Expected.at(version)));
        }
    }

    @Test
    void aKilledServerIsUnavailableAndRightAfterItsRestart() {
        HMS.kill();
        try {
            refused(ErrorCode.UNAVAILABLE, catalog::databases);
            refused(ErrorCode.UNAVAILABLE, () -> catalog.find(orders().ref()));
            refused(ErrorCode.UNAVAILABLE, () -> catalog.put(described("never"), Expected.at(version)));
            refused(ErrorCode.UNAVAILABLE, () -> catalog.drop(orders().ref(), version));
        } finally {
            HMS.up();
        }
        assertThat(found().version()).isEqualTo(version);
        catalog.put(described("afterwards"), Expected.at(version));
        assertThat(found().value().description()).contains("afterwards");
    }

    @Test
    void aListingThatIsCutShortFails() {
        catalog.put(orders().withRef(TableRef.of(database, "other")), Expected.absent());
        HmsConfig small = HmsConfig.of(relay.uri()).withPageSize(1);
        try (HmsMetadataCatalog paging = HmsMetadataCatalog.open(small);
                Stream<Versioned<Table>> listing = paging.tables(database)) {
            var tables = listing.iterator();
            assertThat(tables.next()).isNotNull();
            HMS.kill();
            refused(ErrorCode.UNAVAILABLE, tables::next);
        } finally {
            HMS.up();
        }
    }

    @Test
    void aServerThatIsDownIsPassedOverForTheNext() {
        HmsConfig both = HmsConfig.of("thrift://localhost:" + Relay.freePort() + ", " + relay.uri());
        try (HmsMetadataCatalog either = HmsMetadataCatalog.open(both)) {
            assertThat(either.findDatabase(database)).isPresent();
        }
    }

    @Test
    void theUserIsToldToTheServer() {
        try (HmsMetadataCatalog asAnn =
                HmsMetadataCatalog.open(HmsConfig.of(relay.uri()).withUser("ann"))) {
            assertThat(asAnn.findDatabase(database)).isPresent();
        }
        assertThat(relay.count("set_ugi")).isEqualTo(1);
    }

    @Test
    void whatIsNoMetastoreIsUnavailable() throws IOException {
        try (ServerSocket web = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> answerAsWeb(web));
            try (HmsMetadataCatalog wrong =
                    HmsMetadataCatalog.open(HmsConfig.of("thrift://localhost:" + web.getLocalPort()))) {
                assertThatThrownBy(wrong::databases)
                        .isInstanceOfSatisfying(
                                BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                        .hasMessageContaining("hms.uris");
            }
        }
    }

    private static void answerAsWeb(ServerSocket web) {
        while (!web.isClosed()) {
            try (Socket client = web.accept()) {
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private Versioned<Table> found() {
        return catalog.find(orders().ref()).orElseThrow();
    }

    private Table orders() {
        return Fixtures.orders(database);
    }

    private Table described(String text) {
        return orders().withDescription(Optional.of(text));
    }
}
