package io.lakespan.atlas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Calls of Atlas's REST API v2, and its errors translated once. */
final class AtlasRest {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Unknown type, guid and unique attribute: Atlas also says 404 to input it finds wrong. */
    private static final Set<String> ABSENT =
            Set.of("ATLAS-404-00-001", "ATLAS-404-00-005", "ATLAS-404-00-009", "ATLAS-404-00-015");

    private final AtlasConfig config;
    private final String base;
    private final HttpClient client;
    private final CallCounter calls = new CallCounter();

    AtlasRest(AtlasConfig config) {
        this.config = config;
        this.base = config.url().toString().replaceAll("/+$", "") + "/api/atlas";
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT);
        config.trustStore().map(TrustedConnections::trusting).ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    CallCounter calls() {
        return calls;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return find(path).orElseThrow(() -> new BridgeException(ErrorCode.NOT_FOUND, "Atlas has no " + path));
    }

    /** Empty where Atlas says for certain, with its own 404, that there is nothing. */
    Optional<JsonNode> find(String path) {
        HttpResponse<String> response = send(request(path).GET().build(), path, ErrorCode.UNAVAILABLE);
        if (response.statusCode() == 404 && ABSENT.contains(atlasCode(response))) {
            return Optional.empty();
        }
        return Optional.of(answer(response, ErrorCode.UNAVAILABLE));
    }

    JsonNode post(String path, JsonNode body) {
        return write("POST", path, BodyPublishers.ofString(body.toString()));
    }

    JsonNode put(String path, JsonNode body) {
        return write("PUT", path, BodyPublishers.ofString(body.toString()));
    }

    JsonNode delete(String path) {
        return write("DELETE", path, BodyPublishers.noBody());
    }

    /** A question that is too long for a request line: asked by POST, and harmless to lose. */
    JsonNode query(String path, JsonNode body) {
        HttpRequest request = json(path, "POST", BodyPublishers.ofString(body.toString()));
        return answer(send(request, path, ErrorCode.UNAVAILABLE), ErrorCode.UNAVAILABLE);
    }

    /** A call outside of version 2 of the API. */
    JsonNode admin(String path) {
        HttpRequest request = builder("/admin" + path).GET().build();
        return answer(send(request, "/admin" + path, ErrorCode.UNAVAILABLE), ErrorCode.UNAVAILABLE);
    }

    /** Removes for good what was deleted before. */
    JsonNode purge(JsonNode guids) {
        HttpRequest request = builder("/admin/purge")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(guids.toString()))
                .build();
        return answer(send(request, "/admin/purge", ErrorCode.OUTCOME_UNKNOWN), ErrorCode.OUTCOME_UNKNOWN);
    }

    /** Atlas rolls a deadlocked write back wholly, so that trying it again is harmless. */
    private JsonNode write(String method, String path, BodyPublisher body) {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response = send(json(path, method, body), path, ErrorCode.OUTCOME_UNKNOWN);
            if (!deadlocked(response) || attempt == Retries.ATTEMPTS) {
                return answer(response, ErrorCode.OUTCOME_UNKNOWN);
            }
            Retries.pause(attempt);
        }
    }

    private static boolean deadlocked(HttpResponse<String> response) {
        return response.statusCode() == 500
                && (response.body().contains("Deadlock") || response.body().contains("PermanentLocking"));
    }

    private HttpRequest json(String path, String method, BodyPublisher body) {
        return request(path)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return builder("/v2" + path);
    }

    private HttpRequest.Builder builder(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(config.callTimeout())
                .header("Authorization", config.credentials().authorization())
                .header("Accept", "application/json");
    }

    private HttpResponse<String> send(HttpRequest request, String path, ErrorCode whenLost) {
        calls.count(request.method(), path);
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw failure(
                    ErrorCode.UNAVAILABLE, "does not answer; start it ('lakespan up atlas') or mend atlas.url", e);
        } catch (SSLException e) {
            throw failure(
                    ErrorCode.UNAVAILABLE,
                    "cannot be spoken to over TLS (" + e.getMessage() + "); mend atlas.trust-store or atlas.url",
                    e);
        } catch (IOException e) {
            throw failure(
                    whenLost,
                    "did not finish its answer to " + request.method() + " within "
                            + config.callTimeout().toSeconds() + " s; look at its log",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(whenLost, "was left waiting: interrupted", e);
        }
    }

    private JsonNode answer(HttpResponse<String> response, ErrorCode whenLost) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return parse(response.body());
        }
        boolean wrongInput = status == 404 && !ABSENT.contains(atlasCode(response));
        throw failure(wrongInput ? ErrorCode.INVALID_INPUT : code(status, whenLost), reason(status, response));
    }

    private static ErrorCode code(int status, ErrorCode whenLost) {
        return switch (status) {
            // A gateway between that lost Atlas on the way.
            case 502, 504 -> whenLost;
            // To the login page.
            case 301, 302, 303, 307, 308 -> ErrorCode.UNAUTHENTICATED;
            case 400 -> ErrorCode.INVALID_INPUT;
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 403 -> ErrorCode.PERMISSION_DENIED;
            case 404 -> ErrorCode.NOT_FOUND;
            case 409 -> ErrorCode.ALREADY_EXISTS;
            case 429 -> ErrorCode.THROTTLED;
            default -> ErrorCode.UNAVAILABLE;
        };
    }

    private String reason(int status, HttpResponse<String> response) {
        return switch (status) {
            case 401, 301, 302, 303, 307, 308 ->
                "refuses " + config.credentials().user() + "; mend atlas.user and atlas.password, or atlas.token";
            case 403 ->
                "does not let " + config.credentials().user() + " do that; grant it in Atlas's or Ranger's policies";
            default -> "answered " + status + ": " + message(response);
        };
    }

    private static String message(HttpResponse<String> response) {
        String text = response.body();
        try {
            text = JSON.readTree(text).path("errorMessage").asText(text);
        } catch (JsonProcessingException e) {
            // An HTML error page: its first line has to do.
        }
        return text.lines().findFirst().orElse("(empty)");
    }

    private static String atlasCode(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body()).path("errorCode").asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private JsonNode parse(String body) {
        try {
            return JSON.readTree(body.isEmpty() ? "{}" : body);
        } catch (JsonProcessingException e) {
            throw failure(ErrorCode.UNAVAILABLE, "answers, but not as Atlas does; mend atlas.url", e);
        }
    }

    private BridgeException failure(ErrorCode code, String what) {
        return new BridgeException(code, "Atlas at " + config.url() + " " + what);
    }

    private BridgeException failure(ErrorCode code, String what, Throwable cause) {
        return new BridgeException(code, "Atlas at " + config.url() + " " + what, cause);
    }
}
