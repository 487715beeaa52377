package io.lakespan.local.glue;

import io.lakespan.local.Folders;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.GlueClientBuilder;

/** The Glue part of a local stack of its own, as a real process, and the real client to it. */
final class LocalGlue implements BeforeAllCallback, AfterAllCallback {
    private final Path home;
    private final LocalStack stack;

    LocalGlue() {
        this.home = temporary();
        this.stack = LocalStack.open(StackOptions.at(home).withFreePorts().only("glue"));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        stop();
        Folders.delete(home);
    }

    void start() {
        stack.up(Progress.silent());
    }

    void stop() {
        stack.down();
    }

    /** As {@code kill -9} does. */
    void kill() {
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().join();
    }

    ProcessHandle process() {
        long pid = stack.status().stream()
                .filter(part -> part.part().equals("glue"))
                .findFirst()
                .orElseThrow()
                .pid()
                .orElseThrow();
        return ProcessHandle.of(pid).orElseThrow();
    }

    Path log() {
        return stack.logs("glue");
    }

    Path data() {
        return home.resolve("data").resolve("glue");
    }

    URI address() {
        return URI.create(stack.address("glue"));
    }

    String secretKey() {
        return stack.secret(Secrets.S3_SECRET_KEY);
    }

    GlueClient client() {
        return client(credentials("lakespan", secretKey()));
    }

    GlueClient client(AwsCredentialsProvider credentials) {
        return builder(credentials).build();
    }

    /** Tells every failure at once. */
    GlueClient clientWithoutRetries() {
        return builder(credentials("lakespan", secretKey()))
                .overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private GlueClientBuilder builder(AwsCredentialsProvider credentials) {
        return GlueClient.builder()
                .endpointOverride(address())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.builder()
                        .socketTimeout(Duration.ofSeconds(20))
                        .build());
    }

    static AwsCredentialsProvider credentials(String accessKey, String secretKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    /** A name that no other test uses. */
    static String unique(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("lakespan-glue");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
