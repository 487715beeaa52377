package io.lakespan.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A link to a real Glue endpoint on which calls get lost or refused; what it hands on, it hands on unchanged. */
public final class FaultyGlueLink implements AutoCloseable {
    private final URI endpoint;
    private final Function<Call, Fault> faults;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** What becomes of one call. */
    public enum Fault {
        NONE,
        THROTTLED,
        DENIED,
        /** The endpoint does it, and the answer never arrives. */
        ANSWER_LOST
    }

    /** A call: the action, such as {@code GetTables}, and its JSON. */
    public record Call(String action, String body) {}

    /** @param faults asked once a call */
    public FaultyGlueLink(URI endpoint, Function<Call, Fault> faults) {
        this.endpoint = endpoint;
        this.faults = faults;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String action = exchange.getRequestHeaders().getFirst("X-Amz-Target").replace("AWSGlue.", "");
        Fault fault = faults.apply(new Call(action, new String(body, UTF_8)));
        try (exchange) {
            if (fault == Fault.THROTTLED || fault == Fault.DENIED) {
                refuse(exchange, fault == Fault.THROTTLED ? "ThrottlingException" : "AccessDeniedException");
                return;
            }
            Answer answer = handedOn(exchange, body);
            if (fault == Fault.NONE) {
                exchange.sendResponseHeaders(answer.status(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private static void refuse(HttpExchange exchange, String type) throws IOException {
        byte[] refusal = ("{\"__type\":\"" + type + "\",\"Message\":\"refused by the link\"}").getBytes(UTF_8);
        exchange.sendResponseHeaders(400, refusal.length);
        exchange.getResponseBody().write(refusal);
    }

    private record Answer(int status, byte[] body) {}

    /** Byte for byte, since the signature covers the host's name, which the JDK's clients would replace. */
    private Answer handedOn(HttpExchange exchange, byte[] body) throws IOException {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nConnection: close\r\n");
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("Connection")) {
                    values.forEach(value ->
                            head.append(name).append(": ").append(value).append("\r\n"));
                }
            });
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.append("\r\n").toString().getBytes(UTF_8));
            request.writeBytes(body);
            socket.getOutputStream().write(request.toByteArray());
            return answer(socket.getInputStream());
        }
    }

    private static Answer answer(InputStream in) throws IOException {
        byte[] all = in.readAllBytes();
        String text = new String(all, UTF_8);
        int status = Integer.parseInt(text.substring(9, 12));
        byte[] content = text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(UTF_8);
        return new Answer(status, content);
    }
}
