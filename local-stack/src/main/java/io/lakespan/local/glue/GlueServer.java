package io.lakespan.local.glue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Glue Data Catalog on this machine, and a page at {@code GET /} that shows what is in it.
 *
 * <p>Started as a process with {@code --data FOLDER --port PORT}; ends cleanly at SIGTERM.
 */
public final class GlueServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GlueServer.class);
    private static final String ACCESS_KEY = "lakespan";
    // Requests in flight; what is written by them at the same time shares a commit.
    private static final int THREADS = 32;
    private static final int BACKLOG = 256;
    private static final int GRACE_SECONDS = 1;
    private static final int USAGE_STATUS = 2;

    private final HttpServer http;
    private final ExecutorService threads;
    private final Store store;

    private GlueServer(HttpServer http, ExecutorService threads, Store store) {
        this.http = http;
        this.threads = threads;
        this.store = store;
    }

    /** Runs until SIGTERM. */
    public static void main(String[] arguments) {
        try {
            GlueServer server = open(GlueOptions.parse(arguments));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "glue-end"));
            LOG.info("event=started address={}", server.address());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println("glue: " + e.getMessage());
            System.exit(USAGE_STATUS);
        }
    }

    static GlueServer open(GlueOptions options) {
        // Without it every answer waits for the client's delayed acknowledgement, some 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Callers callers = options.secretKeyFile().map(GlueServer::signedBy).orElseGet(Callers::anySigned);
        HttpServer http = bound(options);
        Store store = Store.open(options.data());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        http.setExecutor(threads);
        http.createContext(
                "/",
                new Router(new GlueHandler(Actions.all(Clock.systemUTC()), store, callers), new CatalogPage(store)));
        http.start();
        return new GlueServer(http, threads, store);
    }

    /** Where it listens. */
    String address() {
        return "http://" + http.getAddress().getAddress().getHostAddress() + ":"
                + http.getAddress().getPort();
    }

    /** Ends after the requests in flight, or a second later. */
    @Override
    public void close() {
        http.stop(GRACE_SECONDS);
        threads.shutdown();
        store.close();
        LOG.info("event=stopped");
    }

    private static HttpServer bound(GlueOptions options) {
        try {
            return HttpServer.create(new InetSocketAddress(options.bind(), options.port()), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + options.bind() + ":" + options.port() + " (" + e.getMessage()
                            + "): give another --port",
                    e);
        }
    }

    private static Callers signedBy(Path secretKeyFile) {
        try {
            return new SignatureCheck(
                    ACCESS_KEY, Files.readString(secretKeyFile).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the secret key in " + secretKeyFile + " (" + e + ")", e);
        }
    }

    /** POST is Glue, GET is for people. */
    private record Router(GlueHandler glue, CatalogPage page) implements com.sun.net.httpserver.HttpHandler {
        @Override
        public void handle(HttpExchange exchange) throws IOException {
            try (exchange) {
                if (exchange.getRequestMethod().equals("POST")) {
                    glue.handle(exchange);
                } else {
                    page.handle(exchange);
                }
            }
        }
    }
}
