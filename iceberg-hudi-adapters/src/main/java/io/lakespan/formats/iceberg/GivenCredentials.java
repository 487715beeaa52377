package io.lakespan.formats.iceberg;

import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Hands the configured keys to every AWS client that Iceberg builds.
 *
 * <p>Iceberg's own {@code s3.access-key-id} reaches the S3 client alone; its Glue client takes a provider class, which
 * it makes by name through {@link #create}.
 */
final class GivenCredentials implements AwsCredentialsProvider {
    private static final String ACCESS_KEY = "access-key";
    private static final String SECRET_KEY = "secret-key";
    private static final String PROVIDER = "client.credentials-provider";

    private final AwsCredentials credentials;

    private GivenCredentials(AwsCredentials credentials) {
        this.credentials = credentials;
    }

    static GivenCredentials create(Map<String, String> properties) {
        return new GivenCredentials(AwsBasicCredentials.create(properties.get(ACCESS_KEY), properties.get(SECRET_KEY)));
    }

    static Map<String, String> properties(AwsKeys keys) {
        return Map.of(
                PROVIDER,
                GivenCredentials.class.getName(),
                PROVIDER + "." + ACCESS_KEY,
                keys.accessKey(),
                PROVIDER + "." + SECRET_KEY,
                keys.secretKey());
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return credentials;
    }
}
