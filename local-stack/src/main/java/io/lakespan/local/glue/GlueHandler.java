package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** AWS JSON 1.1: an action's name in a header, its fields and its answer as JSON. */
final class GlueHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(GlueHandler.class);
    private static final String TARGET = "X-Amz-Target";
    private static final String PREFIX = "AWSGlue.";
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final int LARGEST_BODY = 8 << 20;
    private static final long DISCARDED = 64L << 20;
    private static final int OK = 200;

    private final Actions actions;
    private final Store store;
    private final Callers callers;

    GlueHandler(Actions actions, Store store, Callers callers) {
        this.actions = actions;
        this.store = store;
        this.callers = callers;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            send(exchange, OK, answer(exchange));
        } catch (GlueError e) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", e.code().type());
            send(exchange, e.code().status(), errorBody(e));
        }
    }

    private ObjectNode answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            // What is left unread would stand before the next request; a connection that is closed while the client
            // still sends takes the answer with it.
            exchange.getRequestBody().skip(DISCARDED);
            exchange.getResponseHeaders().set("Connection", "close");
            throw GlueError.invalid("The request is larger than " + LARGEST_BODY + " bytes");
        }
        callers.require(
                exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), exchange.getRequestHeaders(), body);
        String action = action(exchange);
        try {
            return actions.answer(action, GlueJson.request(body), store);
        } catch (GlueError e) {
            throw e;
        } catch (RuntimeException e) {
            // The edge: whatever a client sends, it gets an answer it knows.
            LOG.error("action={} failed", action, e);
            throw new GlueError(GlueError.Code.INTERNAL, "The catalog could not do " + action + "; its log says why");
        }
    }

    private static String action(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(TARGET))
                .filter(target -> target.startsWith(PREFIX))
                .map(target -> target.substring(PREFIX.length()))
                .orElseThrow(() -> new GlueError(
                        GlueError.Code.UNKNOWN_OPERATION, "The header " + TARGET + " names no action of Glue"));
    }

    private static ObjectNode errorBody(GlueError error) {
        return GlueJson.object().put("__type", error.code().type()).put("Message", error.getMessage());
    }

    private static void send(HttpExchange exchange, int status, ObjectNode answer) throws IOException {
        byte[] body = GlueJson.bytes(answer);
        exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
