package io.lakespan.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Speaks to a Flink cluster as a remote client does: over REST alone. */
final class FlinkCluster {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "lakespan-boundary";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;

    FlinkCluster(String address) {
        this.address = address;
    }

    String page(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + path)));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(page(path));
    }

    JsonNode post(String path, String json) throws IOException, InterruptedException {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))));
    }

    /** Packs these classes into a jar, uploads it and returns its id. */
    String upload(Class<?>... classes) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"job.jar\"\r\n"
                                + "Content-Type: application/x-java-archive\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(jar(classes));
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        JsonNode uploaded = JSON.readTree(send(HttpRequest.newBuilder(URI.create(address + "/jars/upload"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))));
        String file = uploaded.get("filename").asText();
        return file.substring(file.lastIndexOf('/') + 1);
    }

    String state(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job).get("state").asText();
    }

    long checkpoints(String job, String which) throws IOException, InterruptedException {
        return get("/jobs/" + job + "/checkpoints").at("/counts/" + which).asLong();
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as("%s: %s", response.uri(), response.body())
                .isBetween(200, 299);
        return response.body();
    }

    private static byte[] jar(Class<?>... classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Class<?> each : classes) {
                String name = each.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream content = each.getClassLoader().getResourceAsStream(name)) {
                    content.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
