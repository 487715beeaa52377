package io.lakespan.app.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where everything is: the services one command works with. */
public record Profile(
        String name,
        Aws aws,
        Glue glue,
        Optional<Hms> hms,
        S3 s3,
        Atlas atlas,
        Flink flink,
        Optional<State> state,
        String warehouse) {
    public Profile {
        requireNonNull(name, "name");
        requireNonNull(hms, "hms");
        requireNonNull(state, "state");
        requireNonNull(aws, "aws");
        requireNonNull(glue, "glue");
        requireNonNull(s3, "s3");
        requireNonNull(atlas, "atlas");
        requireNonNull(flink, "flink");
        requireNonNull(warehouse, "warehouse");
    }

    /** The region, and keys where they do not come from the default credentials chain. */
    public record Aws(String region, Optional<Keys> keys) {}

    /** An access key pair; its text never shows the secret. */
    public record Keys(String accessKeyId, String secretAccessKey) {
        @Override
        public String toString() {
            return accessKeyId;
        }
    }

    /** The Glue Data Catalog; the endpoint is AWS's own where it is absent. */
    public record Glue(Optional<URI> endpoint, Optional<String> catalogId, Duration callTimeout) {}

    /**
     * A Hive Metastore.
     *
     * @param metadataNamespace the part after the {@code @} of its tables' names in Atlas
     */
    public record Hms(
            List<URI> uris,
            Optional<String> user,
            Optional<Kerberos> kerberos,
            HmsCalls calls,
            String metadataNamespace) {
        public Hms {
            uris = List.copyOf(uris);
            requireNonNull(calls, "calls");
        }
    }

    /** How a Hive Metastore is called; absent leaves each to the adapter. */
    public record HmsCalls(
            Optional<Integer> connections,
            Optional<Integer> pageSize,
            Optional<Duration> connectTimeout,
            Optional<Duration> callTimeout,
            Optional<Duration> lockTimeout,
            Optional<Duration> lockHeartbeat) {
        public static HmsCalls defaults() {
            return new HmsCalls(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** How a Hive Metastore that asks for Kerberos is told who calls. */
    public record Kerberos(String servicePrincipal, Optional<String> principal, Optional<Path> keytab) {}

    /** A state database on a server; the embedded one where it is absent. Its text never shows the password. */
    public record State(String url, String user, String password) {
        @Override
        public String toString() {
            return user + " at " + url;
        }
    }

    /** The object store; the endpoint is AWS's own where it is absent. */
    public record S3(Optional<URI> endpoint, boolean pathStyleAccess) {}

    /** Apache Atlas. */
    public record Atlas(
            URI url,
            Login login,
            Optional<TrustStore> trustStore,
            Optional<Duration> callTimeout,
            String metadataNamespace) {
        public Atlas {
            requireNonNull(login, "login");
            requireNonNull(trustStore, "trustStore");
            requireNonNull(callTimeout, "callTimeout");
        }

        @Override
        public String toString() {
            return login + " at " + url;
        }
    }

    /** A user and a password, or a bearer token in place of both; its text never shows a secret. */
    public record Login(String user, String password, Optional<String> token) {
        public static Login of(String user, String password) {
            return new Login(user, password, Optional.empty());
        }

        public static Login bearer(String token) {
            return new Login("", "", Optional.of(token));
        }

        @Override
        public String toString() {
            return token.isPresent() ? "bearer" : user;
        }
    }

    /** Certificates of authorities of one's own; its text never shows the password. */
    public record TrustStore(Path path, String password) {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A Flink session cluster and the name its jobs carry in lineage. */
    public record Flink(URI url, String cluster) {}
}
