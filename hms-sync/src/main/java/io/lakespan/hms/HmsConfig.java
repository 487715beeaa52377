package io.lakespan.hms;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which Hive Metastore, and how it is called.
 *
 * @param uris the servers of one metastore, such as {@code thrift://host:9083}, in the order in which they are tried
 * @param user who the calls are made as where the metastore does not ask for Kerberos; absent for the server's own user
 * @param connections how many calls may be under way at a time
 * @param pageSize how many tables one call of a listing reads
 */
public record HmsConfig(
        List<URI> uris,
        Optional<String> user,
        Optional<Kerberos> kerberos,
        Timeouts timeouts,
        int connections,
        int pageSize) {
    private static final int DEFAULT_CONNECTIONS = 4;
    private static final int DEFAULT_PAGE_SIZE = 100;

    public HmsConfig {
        uris = List.copyOf(uris);
        requireNonNull(user, "user");
        requireNonNull(kerberos, "kerberos");
        requireNonNull(timeouts, "timeouts");
        if (uris.isEmpty()) {
            throw invalid("hms.uris names no server; write it as thrift://host:9083");
        }
        uris.forEach(HmsConfig::requireThrift);
        requirePositive("hms.connections", connections);
        requirePositive("hms.page-size", pageSize);
    }

    /**
     * How the metastore is told who calls, where it asks for Kerberos (SASL).
     *
     * @param servicePrincipal the metastore's own, such as {@code hive/_HOST@EXAMPLE.COM}, where {@code _HOST} stands
     *     for the server's host name
     * @param principal the caller's; absent for the only one of the ticket cache
     * @param keytab the caller's keys; absent for the ticket cache that {@code kinit} fills
     */
    public record Kerberos(String servicePrincipal, Optional<String> principal, Optional<Path> keytab) {
        public Kerberos {
            requireNonNull(servicePrincipal, "servicePrincipal");
            requireNonNull(principal, "principal");
            requireNonNull(keytab, "keytab");
            if (!servicePrincipal.matches("[^/@]+/[^/@]+@[^/@]+")) {
                throw invalid("hms.kerberos.service-principal is '" + servicePrincipal
                        + "'; write it as hive/_HOST@EXAMPLE.COM");
            }
            if (keytab.isPresent() && principal.isEmpty()) {
                throw invalid("hms.kerberos.keytab is set and hms.kerberos.principal is not; name the principal whose"
                        + " keys it holds");
            }
        }

        /** With the ticket cache that {@code kinit} fills. */
        public static Kerberos ofTicketCache(String servicePrincipal) {
            return new Kerberos(servicePrincipal, Optional.empty(), Optional.empty());
        }

        public static Kerberos ofKeytab(String servicePrincipal, String principal, Path keytab) {
            return new Kerberos(servicePrincipal, Optional.of(principal), Optional.of(keytab));
        }
    }

    /**
     * How long things may take.
     *
     * @param connect until a server accepts a connection
     * @param call until a server answers a call
     * @param lock until the others let go of a lock
     * @param heartbeat how often a held lock is kept alive; well below the metastore's {@code hive.txn.timeout}
     */
    public record Timeouts(Duration connect, Duration call, Duration lock, Duration heartbeat) {
        private static final Timeouts DEFAULT = new Timeouts(
                Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(30));

        public Timeouts {
            requirePositive("hms.connect-timeout", connect.toMillis());
            requirePositive("hms.call-timeout", call.toMillis());
            requirePositive("hms.lock-timeout", lock.toMillis());
            requirePositive("hms.lock-heartbeat", heartbeat.toMillis());
        }

        public Timeouts withConnect(Duration value) {
            return new Timeouts(value, call, lock, heartbeat);
        }

        public Timeouts withCall(Duration value) {
            return new Timeouts(connect, value, lock, heartbeat);
        }

        public Timeouts withLock(Duration value) {
            return new Timeouts(connect, call, value, heartbeat);
        }

        public Timeouts withHeartbeat(Duration value) {
            return new Timeouts(connect, call, lock, value);
        }
    }

    /**
     * The metastore behind these addresses, without Kerberos.
     *
     * @param uris separated by commas, as in Hive's {@code hive.metastore.uris}
     * @throws BridgeException {@code INVALID_INPUT} when one of them is no {@code thrift://host:port}
     */
    public static HmsConfig of(String uris) {
        List<URI> servers = Arrays.stream(uris.split(","))
                .map(String::strip)
                .filter(uri -> !uri.isEmpty())
                .map(HmsConfig::parsed)
                .toList();
        return new HmsConfig(
                servers, Optional.empty(), Optional.empty(), Timeouts.DEFAULT, DEFAULT_CONNECTIONS, DEFAULT_PAGE_SIZE);
    }

    public HmsConfig withUser(String value) {
        return new HmsConfig(uris, Optional.of(value), kerberos, timeouts, connections, pageSize);
    }

    public HmsConfig withKerberos(Kerberos value) {
        return new HmsConfig(uris, user, Optional.of(value), timeouts, connections, pageSize);
    }

    public HmsConfig withTimeouts(Timeouts value) {
        return new HmsConfig(uris, user, kerberos, value, connections, pageSize);
    }

    public HmsConfig withConnections(int value) {
        return new HmsConfig(uris, user, kerberos, timeouts, value, pageSize);
    }

    public HmsConfig withPageSize(int value) {
        return new HmsConfig(uris, user, kerberos, timeouts, connections, value);
    }

    private static URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, notThrift(text), e);
        }
    }

    private static void requireThrift(URI uri) {
        if (!"thrift".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 0) {
            throw invalid(notThrift(uri.toString()));
        }
    }

    private static String notThrift(String text) {
        return "'" + text + "' in hms.uris is no address of a metastore; write it as thrift://host:9083";
    }

    private static void requirePositive(String key, long value) {
        if (value <= 0) {
            throw invalid(key + " must be positive: " + value);
        }
    }

    private static BridgeException invalid(String message) {
        return new BridgeException(ErrorCode.INVALID_INPUT, message);
    }
}
