package io.lakespan.local.atlas;

import io.lakespan.local.StackContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Asks the local Atlas as its administrator; what cannot be read now is empty. */
final class AtlasRest {
    // Two questions make up an answer about health, which has to come within two seconds.
    private static final Duration PATIENCE = Duration.ofMillis(950);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private final StackContext context;

    AtlasRest(StackContext context) {
        this.context = context;
    }

    Optional<String> body(String path) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + context.port("atlas.port") + "/api/atlas" + path))
                .header("Authorization", "Basic " + credentials())
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private String credentials() {
        byte[] pair = ("admin:" + context.secret("atlas.password")).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(pair);
    }
}
