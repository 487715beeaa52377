package io.lakespan.atlas;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A small reverse proxy before the real Atlas, as gateways stand before it in clusters. */
final class Gateway implements AutoCloseable {
    private static final String STORE_PASSWORD = "changeit";

    /** What happens to a call; what is not forwarded has been dealt with. */
    @FunctionalInterface
    private interface Rule {
        boolean forwards(HttpExchange call, String line) throws IOException;
    }

    private final HttpServer server;
    private final String scheme;
    private final Path keyStore;
    private final Rule rule;
    private final Predicate<String> answersLost;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Gateway(HttpServer server, Path keyStore, Rule rule, Predicate<String> answersLost) {
        this.server = server;
        this.scheme = server instanceof HttpsServer ? "https" : "http";
        this.keyStore = keyStore;
        this.rule = rule;
        this.answersLost = answersLost;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static Gateway overTls(Path folder, String token) {
        Path keyStore = folder.resolve("gateway.p12");
        try {
            selfSigned(keyStore);
            HttpsServer server = HttpsServer.create(address(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context(keyStore)));
            return new Gateway(server, keyStore, (call, line) -> knows(call, token), line -> false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean knows(HttpExchange call, String token) throws IOException {
        boolean known = ("Bearer " + token).equals(call.getRequestHeaders().getFirst("Authorization"));
        if (!known) {
            answer(call, 401, "{}");
        }
        return known;
    }

    static Gateway answering(int status) {
        return plain(
                (call, line) -> {
                    answer(call, status, "{}");
                    return false;
                },
                line -> false);
    }

    static Gateway losingAnswersTo(String lines) {
        return plain((call, line) -> true, line -> line.startsWith(lines));
    }

    static Gateway deadlockingTimes(int times) {
        AtomicInteger left = new AtomicInteger(times);
        return plain(
                (call, line) -> {
                    boolean deadlocks = line.startsWith("POST") && line.contains("bulk") && left.getAndDecrement() > 0;
                    if (deadlocks) {
                        answer(call, 500, "{\"errorMessage\":\"com.sleepycat.je.DeadlockException: lock\"}");
                    }
                    return !deadlocks;
                },
                line -> false);
    }

    private static Gateway plain(Rule rule, Predicate<String> answersLost) {
        try {
            return new Gateway(HttpServer.create(address(), 0), Path.of(""), rule, answersLost);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    URI url() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    AtlasConfig.TrustStore trustStore() {
        return new AtlasConfig.TrustStore(keyStore, STORE_PASSWORD);
    }

    private void handle(HttpExchange call) throws IOException {
        String line = call.getRequestMethod() + " " + call.getRequestURI();
        byte[] body = call.getRequestBody().readAllBytes();
        if (!rule.forwards(call, line)) {
            return;
        }
        HttpResponse<byte[]> answer = forwarded(call, body);
        if (answersLost.test(line)) {
            call.close();
            return;
        }
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        call.getResponseBody().write(answer.body());
        call.close();
    }

    private HttpResponse<byte[]> forwarded(HttpExchange call, byte[] body) throws IOException {
        AtlasConfig.Credentials admin = new AtlasConfig.Credentials.Basic(RunningAtlas.USER, RunningAtlas.password());
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RunningAtlas.url() + call.getRequestURI().toString()))
                .header("Authorization", admin.authorization())
                .header("Content-Type", "application/json")
                .method(call.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    private static void selfSigned(Path keyStore) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "gateway",
                "-keyalg",
                "EC",
                "-dname",
                "CN=gateway",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD,
                "-keystore",
                keyStore.toString());
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool ended with " + keytool.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static SSLContext context(Path keyStore) throws IOException {
        try {
            char[] password = STORE_PASSWORD.toCharArray();
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(keyStore.toFile(), password), password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
