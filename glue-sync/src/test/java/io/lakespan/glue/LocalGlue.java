package io.lakespan.glue;

import io.lakespan.local.Folders;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;

/** The Glue part of a local stack of its own: a real process, started for one test class. */
final class LocalGlue implements BeforeAllCallback, AfterAllCallback {
    private Path home;
    private LocalStack stack;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        home = Files.createTempDirectory("lakespan-glue-sync");
        stack = LocalStack.open(StackOptions.at(home).withFreePorts().only("glue"));
        stack.up(Progress.silent());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        stack.down();
        Folders.delete(home);
    }

    GlueConfig config() {
        return configWith(stack.secret(Secrets.S3_SECRET_KEY));
    }

    URI endpoint() {
        return URI.create(stack.address("glue"));
    }

    GlueConfig configWith(String secretKey) {
        return GlueConfig.of("us-east-1")
                .withEndpoint(endpoint())
                .withCredentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("lakespan", secretKey)));
    }

    /** The SDK's own client, to look behind the catalog's back. */
    GlueClient client() {
        return GlueClient.builder()
                .region(Region.of(config().region()))
                .endpointOverride(config().endpoint().orElseThrow())
                .credentialsProvider(config().credentials())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** A name that no other test uses. */
    static String unique(String prefix) {
        return prefix
                + UUID.randomUUID()
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .replace("-", "")
                        .substring(0, 10);
    }
}
