package io.lakespan.app.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;

/** JSON calls to Flink's REST API, and its errors in one line. */
final class FlinkRest {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** A job's main runs inside the call that starts it: it reads the source's schema and creates tables. */
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(3);

    private static final String BOUNDARY = "lakespan-job-jar";

    private final URI url;
    private final HttpClient client;
    private final ObjectMapper json = new ObjectMapper();

    FlinkRest(URI url) {
        this.url = url;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    ObjectNode object() {
        return json.createObjectNode();
    }

    JsonNode call(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()).build());
    }

    JsonNode call(String method, String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** A multipart upload; Flink takes the part named {@code jarfile}. */
    JsonNode upload(String path, Path file, String name) {
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(multipart(file, name))
                .build());
    }

    private static BodyPublisher multipart(Path file, String name) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"" + name
                + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        try {
            return BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofFile(file),
                    BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        } catch (FileNotFoundException e) {
            throw new BridgeException(ErrorCode.NOT_FOUND, "the job jar " + file + " does not exist", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        String base = url.toString().replaceAll("/+$", "");
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(CALL_TIMEOUT);
    }

    private JsonNode send(HttpRequest request) {
        try {
            return answer(client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    "no Flink cluster answers at " + url
                            + "; start the local one with 'lakespan up' or mend flink.url in the profile",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BridgeException(ErrorCode.OUTCOME_UNKNOWN, "interrupted while Flink at " + url + " worked", e);
        }
    }

    private JsonNode answer(HttpResponse<String> response) {
        JsonNode body = parse(response.body());
        if (response.statusCode() < 300) {
            return body;
        }
        String errors = body.path("errors").isArray() ? String.join("\n", texts(body.path("errors"))) : response.body();
        throw new BridgeException(
                response.statusCode() == 404 ? ErrorCode.NOT_FOUND : ErrorCode.UNAVAILABLE,
                "Flink at " + url + " refused: " + FailureText.of(errors));
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE, "what answers at " + url + " is not Flink's REST API; mend flink.url", e);
        }
    }

    private static Iterable<String> texts(JsonNode array) {
        return () -> StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .iterator();
    }
}
