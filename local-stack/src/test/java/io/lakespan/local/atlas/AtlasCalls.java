package io.lakespan.local.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The REST interface of an Atlas, in the words of the tests. */
final class AtlasCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String address;
    private final String password;

    AtlasCalls(String address, String password) {
        this.address = address;
        this.password = password;
    }

    /** Creates or changes an entity of this type and tells its guid; fields in single quotes. */
    String entity(String type, String attributes) {
        return entity(type, attributes, "{}");
    }

    String entity(String type, String attributes, String relations) {
        JsonNode answer = post(
                "/v2/entity",
                "{'entity': {'typeName': '%s', 'attributes': %s, 'relationshipAttributes': %s}}"
                        .formatted(type, attributes, relations));
        return answer.path("guidAssignments").elements().next().asText();
    }

    JsonNode read(String guid) {
        return get("/v2/entity/guid/" + guid).path("entity");
    }

    /** The names that a search finds, by its query parameters. */
    List<String> found(String query) {
        JsonNode entities =
                get("/v2/search/basic?excludeDeletedEntities=true&" + query).path("entities");
        return StreamSupport.stream(entities.spliterator(), false)
                .map(entity -> entity.path("attributes").path("name").asText())
                .sorted()
                .toList();
    }

    JsonNode get(String path) {
        return call("GET", path, BodyPublishers.noBody());
    }

    JsonNode post(String path, String body) {
        return call("POST", path, json(body));
    }

    JsonNode put(String path, String body) {
        return call("PUT", path, json(body));
    }

    JsonNode delete(String path) {
        return call("DELETE", path, BodyPublishers.noBody());
    }

    int status(String path) {
        return send(HttpRequest.newBuilder(URI.create(address + path)).build()).statusCode();
    }

    /** What a browser gets for a page after it has signed in. */
    String pageAfterSignIn(String path) {
        String form = "j_username=admin&j_password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
        HttpResponse<String> signedIn = send(HttpRequest.newBuilder(URI.create(address + "/j_spring_security_check"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
        String cookies = signedIn.headers().allValues("set-cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        return send(HttpRequest.newBuilder(URI.create(address + path))
                        .header("Cookie", cookies)
                        .build())
                .body();
    }

    private JsonNode call(String method, String path, BodyPublisher body) {
        String credentials = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(address + "/api/atlas" + path))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(method, body)
                .build());
        if (response.statusCode() >= 300) {
            throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return parsed(response.body());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static BodyPublisher json(String body) {
        return BodyPublishers.ofString(body.replace('\'', '"'));
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
