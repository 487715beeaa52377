package io.lakespan.local;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultProxySelector;

/** The proxies of {@code http_proxy}, {@code https_proxy} and {@code no_proxy}. */
final class EnvironmentProxies {
    private EnvironmentProxies() {}

    static ProxySelector orElse(ProxySelector other) {
        List<Proxy> found = Stream.of("http", "https")
                .flatMap(scheme -> variable(scheme + "_proxy").stream().map(value -> proxy(scheme, URI.create(value))))
                .toList();
        DefaultProxySelector selector = new DefaultProxySelector();
        found.forEach(proxy -> selector.add(proxy, exceptions()));
        return found.isEmpty() ? other : selector;
    }

    private static Proxy proxy(String scheme, URI address) {
        return new Proxy(scheme, address.getHost(), address.getPort(), credentials(address));
    }

    private static Authentication credentials(URI address) {
        AuthenticationBuilder builder = new AuthenticationBuilder();
        Optional.ofNullable(address.getUserInfo())
                .map(info -> info.split(":", 2))
                .ifPresent(parts -> {
                    builder.addUsername(parts[0]);
                    builder.addPassword(parts.length > 1 ? parts[1] : "");
                });
        return builder.build();
    }

    // The environment lists suffixes with commas, Maven patterns with bars.
    private static String exceptions() {
        return variable("no_proxy")
                .orElse("localhost,127.0.0.1")
                .replace(" ", "")
                .replace(",.", ",*.")
                .replace(',', '|');
    }

    private static Optional<String> variable(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(System::getenv)
                .flatMap(Stream::ofNullable)
                .filter(value -> !value.isBlank())
                .findFirst();
    }
}
