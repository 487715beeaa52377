package io.lakespan.atlas;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Which Atlas, as whom, and under which metadata namespace.
 *
 * @param trustStore the certificates to trust in place of the JDK's own, for an Atlas behind a private authority
 * @param metadataNamespace the part after the {@code @} in every {@code qualifiedName}
 * @param callTimeout how long one REST call may take
 */
public record AtlasConfig(
        URI url,
        Credentials credentials,
        Optional<TrustStore> trustStore,
        String metadataNamespace,
        Duration callTimeout) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /** How Atlas, or the gateway before it, knows the caller. */
    public sealed interface Credentials {
        /** The value of the {@code Authorization} header. */
        String authorization();

        /** Whom messages name. */
        String user();

        /** A user name and a password. */
        record Basic(String user, String password) implements Credentials {
            public Basic {
                requireNonNull(user, "user");
                requireNonNull(password, "password");
            }

            @Override
            public String authorization() {
                byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
                return "Basic " + Base64.getEncoder().encodeToString(pair);
            }

            /** Everything but the password. */
            @Override
            public String toString() {
                return user;
            }
        }

        /** A token that a gateway or an identity provider issued. */
        record Bearer(String token) implements Credentials {
            public Bearer {
                requireNonNull(token, "token");
            }

            @Override
            public String user() {
                return "the bearer of the token";
            }

            @Override
            public String authorization() {
                return "Bearer " + token;
            }

            /** Everything but the token. */
            @Override
            public String toString() {
                return "bearer";
            }
        }
    }

    /** A JKS or PKCS #12 file of certificates. */
    public record TrustStore(Path path, String password) {
        public TrustStore {
            requireNonNull(path, "path");
            requireNonNull(password, "password");
        }

        /** Everything but the password. */
        @Override
        public String toString() {
            return path.toString();
        }
    }

    public AtlasConfig {
        requireNonNull(url, "url");
        requireNonNull(credentials, "credentials");
        requireNonNull(trustStore, "trustStore");
        requireNonNull(metadataNamespace, "metadataNamespace");
        requireNonNull(callTimeout, "callTimeout");
    }

    public static AtlasConfig of(URI url, String user, String password, String metadataNamespace) {
        return of(url, new Credentials.Basic(user, password), metadataNamespace);
    }

    public static AtlasConfig of(URI url, Credentials credentials, String metadataNamespace) {
        return new AtlasConfig(url, credentials, Optional.empty(), metadataNamespace, DEFAULT_TIMEOUT);
    }

    public AtlasConfig withTrustStore(TrustStore store) {
        return new AtlasConfig(url, credentials, Optional.of(store), metadataNamespace, callTimeout);
    }

    public AtlasConfig withCallTimeout(Duration timeout) {
        return new AtlasConfig(url, credentials, trustStore, metadataNamespace, timeout);
    }

    @Override
    public String toString() {
        return "AtlasConfig[" + credentials.user() + " at " + url + ", namespace " + metadataNamespace + "]";
    }
}
