package io.lakespan.atlas;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;

/**
 * Which Atlas, as whom, and under which metadata namespace.
 *
 * @param metadataNamespace the part after the {@code @} in every {@code qualifiedName}
 * @param callTimeout how long one REST call may take
 */
public record AtlasConfig(URI url, String user, String password, String metadataNamespace, Duration callTimeout) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    public AtlasConfig {
        requireNonNull(url, "url");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        requireNonNull(metadataNamespace, "metadataNamespace");
        requireNonNull(callTimeout, "callTimeout");
    }

    public static AtlasConfig of(URI url, String user, String password, String metadataNamespace) {
        return new AtlasConfig(url, user, password, metadataNamespace, DEFAULT_TIMEOUT);
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "AtlasConfig[" + user + " at " + url + ", namespace " + metadataNamespace + "]";
    }
}
