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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Calls of Atlas's REST API v2, and its errors translated once. */
final class AtlasRest {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 4;
    /** Unknown type, guid and unique attribute: Atlas also says 404 to input it finds wrong. */
    private static final Set<String> ABSENT =
            Set.of("ATLAS-404-00-001", "ATLAS-404-00-005", "ATLAS-404-00-009", "ATLAS-404-00-015");

    private final AtlasConfig config;
    private final String base;
    private final String authorization;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    AtlasRest(AtlasConfig config) {
        this.config = config;
        this.base = config.url().toString().replaceAll("/+$", "") + "/api/atlas/v2";
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((config.user() + ":" + config.password()).getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return find(path).orElseThrow(() -> new BridgeException(ErrorCode.NOT_FOUND, "Atlas has no " + path));
    }

    /** Empty where Atlas says for certain, with its own 404, that there is nothing. */
    Optional<JsonNode> find(String path) {
        HttpResponse<String> response = send(request(path).GET().build(), ErrorCode.UNAVAILABLE);
        if (response.statusCode() == 404 && ABSENT.contains(atlasCode(response))) {
            return Optional.empty();
        }
        return Optional.of(answer(response));
    }

    JsonNode post(String path, JsonNode body) {
        return write(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    JsonNode delete(String path) {
        return write(request(path).DELETE().build());
    }

    /** Atlas rolls a deadlocked write back wholly, so that trying it again is harmless. */
    private JsonNode write(HttpRequest request) {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response = send(request, ErrorCode.OUTCOME_UNKNOWN);
            if (!deadlocked(response) || attempt == ATTEMPTS) {
                return answer(response);
            }
        }
    }

    private static boolean deadlocked(HttpResponse<String> response) {
        return response.statusCode() == 500
                && (response.body().contains("Deadlock") || response.body().contains("PermanentLocking"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(config.callTimeout())
                .header("Authorization", authorization)
                .header("Accept", "application/json");
    }

    private HttpResponse<String> send(HttpRequest request, ErrorCode whenLost) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw failure(
                    ErrorCode.UNAVAILABLE, "does not answer; start it ('lakespan up atlas') or mend atlas.url", e);
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

    private JsonNode answer(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return parse(response.body());
        }
        boolean wrongInput = status == 404 && !ABSENT.contains(atlasCode(response));
        throw failure(wrongInput ? ErrorCode.INVALID_INPUT : code(status), reason(status, response));
    }

    private static ErrorCode code(int status) {
        return switch (status) {
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
            case 401 -> "refuses the user " + config.user() + "; mend atlas.user and atlas.password";
            case 403 -> "does not let " + config.user() + " do that; grant it in Atlas's or Ranger's policies";
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
