package io.lakespan.app.config;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The keys of one profile in {@code lakespan.yaml}, checked and given types. */
final class ProfileKeys {
    private static final Set<String> KNOWN = Set.of(
            "type",
            "aws.region",
            "aws.access-key-id",
            "aws.secret-access-key",
            "glue.endpoint",
            "glue.catalog-id",
            "glue.call-timeout",
            "s3.endpoint",
            "s3.path-style-access",
            "atlas.url",
            "atlas.user",
            "atlas.password",
            "atlas.token",
            "atlas.trust-store",
            "atlas.trust-store-password",
            "atlas.call-timeout",
            "atlas.metadata-namespace",
            "hms.uris",
            "hms.user",
            "hms.kerberos.service-principal",
            "hms.kerberos.principal",
            "hms.kerberos.keytab",
            "hms.metadata-namespace",
            "hms.connections",
            "hms.page-size",
            "hms.connect-timeout",
            "hms.call-timeout",
            "hms.lock-timeout",
            "hms.lock-heartbeat",
            "state.url",
            "state.user",
            "state.password",
            "flink.url",
            "flink.cluster-name",
            "warehouse");

    private final String profile;
    private final SortedMap<String, YamlKeys.Scalar> keys;
    private final UnaryOperator<String> secrets;

    ProfileKeys(String profile, SortedMap<String, YamlKeys.Scalar> keys, UnaryOperator<String> secrets) {
        this.profile = profile;
        this.keys = keys;
        this.secrets = secrets;
    }

    boolean local() {
        return text("type")
                .map(type -> type.toLowerCase(Locale.ROOT))
                .filter("local-stack"::equals)
                .isPresent();
    }

    /** Refuses keys that no profile has, naming the nearest that exists. */
    ProfileKeys checked() {
        keys.forEach((key, scalar) -> {
            if (!KNOWN.contains(key)) {
                throw new BridgeException(
                        ErrorCode.INVALID_INPUT,
                        scalar.place() + ": unknown key " + key + " in profile " + profile + "; did you mean "
                                + nearest(key) + "?");
            }
        });
        return this;
    }

    Profile profile() {
        return new Profile(
                profile,
                new Profile.Aws(required("aws.region"), accessKeys()),
                new Profile.Glue(
                        value("glue.endpoint", URI::create),
                        text("glue.catalog-id"),
                        value("glue.call-timeout", ProfileKeys::duration).orElse(Duration.ofSeconds(30))),
                hms(),
                new Profile.S3(
                        value("s3.endpoint", URI::create),
                        value("s3.path-style-access", Boolean::parseBoolean).orElse(false)),
                atlas(),
                new Profile.Flink(
                        value("flink.url", URI::create).orElseGet(() -> URI.create(required("flink.url"))),
                        text("flink.cluster-name").orElse(profile)),
                text("state.url")
                        .map(url -> new Profile.State(url, required("state.user"), required("state.password"))),
                required("warehouse"));
    }

    private Optional<Profile.Hms> hms() {
        return value("hms.uris", ProfileKeys::uris)
                .map(uris -> new Profile.Hms(
                        uris,
                        text("hms.user"),
                        text("hms.kerberos.service-principal")
                                .map(service -> new Profile.Kerberos(
                                        service,
                                        text("hms.kerberos.principal"),
                                        value("hms.kerberos.keytab", Path::of))),
                        hmsCalls(),
                        text("hms.metadata-namespace")
                                .or(() -> text("atlas.metadata-namespace"))
                                .orElse(profile)));
    }

    private Profile.HmsCalls hmsCalls() {
        return new Profile.HmsCalls(
                value("hms.connections", Integer::valueOf),
                value("hms.page-size", Integer::valueOf),
                value("hms.connect-timeout", ProfileKeys::duration),
                value("hms.call-timeout", ProfileKeys::duration),
                value("hms.lock-timeout", ProfileKeys::duration),
                value("hms.lock-heartbeat", ProfileKeys::duration));
    }

    private static List<URI> uris(String text) {
        return Stream.of(text.split(",")).map(String::strip).map(URI::create).toList();
    }

    private Profile.Atlas atlas() {
        return new Profile.Atlas(
                value("atlas.url", URI::create).orElseGet(() -> URI.create(required("atlas.url"))),
                text("atlas.token")
                        .map(Profile.Login::bearer)
                        .orElseGet(() -> Profile.Login.of(required("atlas.user"), required("atlas.password"))),
                value("atlas.trust-store", Path::of)
                        .map(path -> new Profile.TrustStore(path, required("atlas.trust-store-password"))),
                value("atlas.call-timeout", ProfileKeys::duration),
                text("atlas.metadata-namespace").orElse(profile));
    }

    private Optional<Profile.Keys> accessKeys() {
        return text("aws.access-key-id").map(id -> new Profile.Keys(id, required("aws.secret-access-key")));
    }

    private String required(String key) {
        return text(key)
                .orElseThrow(() -> new BridgeException(
                        ErrorCode.INVALID_INPUT,
                        "profile " + profile + " lacks the key " + key + "; add it to lakespan.yaml"));
    }

    private Optional<String> text(String key) {
        return value(key, Function.identity());
    }

    private <T> Optional<T> value(String key, Function<String, T> parse) {
        return Optional.ofNullable(keys.get(key)).map(scalar -> parsed(key, scalar, parse));
    }

    private <T> T parsed(String key, YamlKeys.Scalar scalar, Function<String, T> parse) {
        try {
            return parse.apply(secrets.apply(scalar.value()));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    scalar.place() + ": '" + scalar.value() + "' is no value for " + key + ": " + e.getMessage(),
                    e);
        }
    }

    /** {@code 30s}, {@code 5m}, as in Flink and Trino. */
    private static Duration duration(String text) {
        return Duration.parse("PT" + text.replace(" ", "").toUpperCase(Locale.ROOT));
    }

    private static String nearest(String key) {
        return KNOWN.stream()
                .min(Comparator.comparingInt((String known) -> -commonPrefix(known, key))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static int commonPrefix(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }
}
