package io.lakespan.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Versioned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/** What becomes of Glue's failures, those of a real endpoint and those of one that fails on purpose. */
class GlueErrorsIT {
    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private HttpServer failing;

    /** What the failing endpoint does with a request. */
    @FunctionalInterface
    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    @BeforeEach
    void listen() throws IOException {
        failing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        failing.setExecutor(threads);
        failing.start();
    }

    @AfterEach
    void close() {
        ended.countDown();
        failing.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            400, ThrottlingException,              THROTTLED
            400, RequestLimitExceeded,             THROTTLED
            429, Whatever,                         THROTTLED
            400, AccessDeniedException,            PERMISSION_DENIED
            400, GlueEncryptionException,          PERMISSION_DENIED
            400, UnrecognizedClientException,      UNAUTHENTICATED
            400, InvalidSignatureException,        UNAUTHENTICATED
            403, ExpiredTokenException,            UNAUTHENTICATED
            400, InvalidInputException,            INVALID_INPUT
            400, ValidationException,              INVALID_INPUT
            400, UnknownOperationException,        UNSUPPORTED
            400, AlreadyExistsException,           ALREADY_EXISTS
            400, ConcurrentModificationException,  CONFLICT
            400, EntityNotFoundException,          NOT_FOUND
            500, InternalServiceException,         OUTCOME_UNKNOWN
            503, ServiceUnavailable,               OUTCOME_UNKNOWN
            """)
    void anErrorOfAWriteHasItsCode(int status, String type, ErrorCode code) {
        behave(exchange -> send(exchange, status, error(type)));

        try (GlueMetadataCatalog catalog = failingCatalog()) {
            refused(code, () -> catalog.put(Database.of("shop"), Expected.absent()));
        }
    }

    @Test
    void aFailedReadChangedNothing() {
        behave(exchange -> send(exchange, 500, error("InternalServiceException")));

        try (GlueMetadataCatalog catalog = failingCatalog()) {
            refused(ErrorCode.UNAVAILABLE, catalog::databases);
            assertThat(calls).as("a read is tried again").hasSizeGreaterThan(1);
        }
    }

    @Test
    void aWriteWhoseAnswerIsLostIsNotTriedAgain() {
        behave(exchange -> send(exchange, 500, error("InternalServiceException")));

        try (GlueMetadataCatalog catalog = failingCatalog()) {
            refused(ErrorCode.OUTCOME_UNKNOWN, () -> catalog.put(Database.of("shop"), Expected.absent()));
        }
        assertThat(calls).containsExactly("AWSGlue.CreateDatabase");
    }

    @Test
    void aWriteWhoseConnectionIsCutIsNotTriedAgain() {
        behave(HttpExchange::close);

        try (GlueMetadataCatalog catalog = failingCatalog()) {
            refused(ErrorCode.OUTCOME_UNKNOWN, () -> catalog.put(Database.of("shop"), Expected.absent()));
        }
        assertThat(calls).containsExactly("AWSGlue.CreateDatabase");
    }

    @Test
    void aThrottledWriteIsTriedAgain() {
        behave(exchange -> {
            if (calls.size() == 1) {
                send(exchange, 400, error("ThrottlingException"));
            } else {
                send(exchange, 200, "{\"Database\":{\"Name\":\"shop\"}}");
            }
        });

        try (GlueMetadataCatalog catalog = failingCatalog()) {
            assertThat(catalog.put(Database.of("shop"), Expected.absent())).isNotNull();
        }
        assertThat(calls).containsExactly("AWSGlue.CreateDatabase", "AWSGlue.CreateDatabase", "AWSGlue.GetDatabase");
    }

    @Test
    void aWriteThatCannotBeReadAfterwardsMayHaveHappened() {
        behave(exchange -> {
            if (calls.contains("AWSGlue.GetDatabase")) {
                send(exchange, 400, error("AccessDeniedException"));
            } else {
                send(exchange, 200, "{}");
            }
        });

        try (GlueMetadataCatalog catalog = failingCatalog()) {
            refused(ErrorCode.OUTCOME_UNKNOWN, () -> catalog.put(Database.of("shop"), Expected.absent()));
        }
    }

    @Test
    void anEndpointThatNeverAnswersIsGivenUp() {
        behave(exchange -> ended.await());

        try (GlueMetadataCatalog catalog =
                GlueMetadataCatalog.open(failingConfig().withCallTimeout(Duration.ofMillis(700)))) {
            refused(ErrorCode.UNAVAILABLE, catalog::databases);
            refused(ErrorCode.OUTCOME_UNKNOWN, () -> catalog.put(Database.of("shop"), Expected.absent()));
        }
    }

    @Test
    void anEndpointThatIsNotThereIsUnavailable() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        GlueConfig nowhere = failingConfig().withEndpoint(URI.create("http://127.0.0.1:" + free));

        try (GlueMetadataCatalog catalog = GlueMetadataCatalog.open(nowhere)) {
            refused(ErrorCode.UNAVAILABLE, catalog::databases);
            refused(ErrorCode.UNAVAILABLE, () -> catalog.put(Database.of("shop"), Expected.absent()));
        }
    }

    @Test
    void aListingWhoseSecondPageFailsIsNoListing() {
        behave(exchange -> {
            if (calls.size() == 1) {
                send(exchange, 200, "{\"TableList\":[{\"DatabaseName\":\"shop\",\"Name\":\"a\"}],\"NextToken\":\"x\"}");
            } else {
                send(exchange, 400, error("AccessDeniedException"));
            }
        });

        try (GlueMetadataCatalog catalog = failingCatalog()) {
            refused(ErrorCode.PERMISSION_DENIED, () -> {
                try (Stream<Versioned<io.lakespan.model.Table>> tables = catalog.tables("shop")) {
                    assertThat(tables.toList()).isNull();
                }
            });
        }
    }

    @Test
    void anEmptyPageIsNotTheEndOfAListing() {
        behave(exchange -> {
            if (calls.size() == 1) {
                send(exchange, 200, "{\"TableList\":[],\"NextToken\":\"x\"}");
            } else {
                send(exchange, 200, "{\"TableList\":[{\"DatabaseName\":\"shop\",\"Name\":\"a\"}]}");
            }
        });

        try (GlueMetadataCatalog catalog = failingCatalog();
                Stream<Versioned<io.lakespan.model.Table>> tables = catalog.tables("shop")) {
            assertThat(tables).hasSize(1);
        }
    }

    @Test
    void wrongCredentialsAreTold() {
        try (GlueMetadataCatalog catalog = GlueMetadataCatalog.open(GLUE.configWith("wrong"))) {
            refused(ErrorCode.UNAUTHENTICATED, catalog::databases);
        }
    }

    @Test
    void missingCredentialsAreTold() {
        GlueConfig without = GLUE.config()
                .withCredentials(AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create()));

        try (GlueMetadataCatalog catalog = GlueMetadataCatalog.open(without)) {
            refused(ErrorCode.UNAUTHENTICATED, catalog::databases);
        }
    }

    @Test
    void theCatalogOfAnotherAccountIsDenied() {
        try (GlueMetadataCatalog catalog =
                GlueMetadataCatalog.open(GLUE.config().withCatalogId("123456789012"))) {
            refused(ErrorCode.PERMISSION_DENIED, () -> catalog.findDatabase("shop"));
        }
    }

    private void behave(Behaviour behaviour) {
        failing.createContext("/", exchange -> {
            try {
                exchange.getRequestBody().readAllBytes();
                calls.add(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
                behaviour.answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static String error(String type) {
        return "{\"__type\":\"" + type + "\",\"Message\":\"on\\npurpose\"}";
    }

    private static void send(HttpExchange exchange, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GlueMetadataCatalog failingCatalog() {
        return GlueMetadataCatalog.open(failingConfig());
    }

    private GlueConfig failingConfig() {
        return GlueConfig.of("us-east-1")
                .withEndpoint(
                        URI.create("http://127.0.0.1:" + failing.getAddress().getPort()))
                .withCredentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .withCallTimeout(Duration.ofSeconds(3));
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BridgeException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.getMessage()).startsWith("Glue could not ").doesNotContain("\n");
        });
    }
}
