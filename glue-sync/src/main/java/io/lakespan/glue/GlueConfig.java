package io.lakespan.glue;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Which Glue Data Catalog, and how it is called.
 *
 * @param endpoint absent for AWS's own of the region
 * @param catalogId the account whose catalog is meant; absent for the caller's own
 * @param callTimeout how long one call may take, its retries included
 */
public record GlueConfig(
        String region,
        Optional<URI> endpoint,
        Optional<String> catalogId,
        AwsCredentialsProvider credentials,
        Duration callTimeout) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    public GlueConfig {
        requireNonNull(region, "region");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(catalogId, "catalogId");
        requireNonNull(credentials, "credentials");
        if (callTimeout.isNegative() || callTimeout.isZero()) {
            throw new IllegalArgumentException("glue.call-timeout must be positive: " + callTimeout);
        }
    }

    /** AWS's own Glue in this region, with the credentials that AWS's tools find by default. */
    public static GlueConfig of(String region) {
        return new GlueConfig(
                region,
                Optional.empty(),
                Optional.empty(),
                DefaultCredentialsProvider.builder().build(),
                DEFAULT_TIMEOUT);
    }

    public GlueConfig withEndpoint(URI value) {
        return new GlueConfig(region, Optional.of(value), catalogId, credentials, callTimeout);
    }

    public GlueConfig withCatalogId(String value) {
        return new GlueConfig(region, endpoint, Optional.of(value), credentials, callTimeout);
    }

    public GlueConfig withCredentials(AwsCredentialsProvider value) {
        return new GlueConfig(region, endpoint, catalogId, value, callTimeout);
    }

    public GlueConfig withCallTimeout(Duration value) {
        return new GlueConfig(region, endpoint, catalogId, credentials, value);
    }
}
