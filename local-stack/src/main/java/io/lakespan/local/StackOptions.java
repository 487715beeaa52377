package io.lakespan.local;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which stack, and what differs from its defaults and from what it remembers.
 *
 * @param home where its data, logs and secrets lie
 * @param cache what is the same for every home
 * @param ports ports by configuration name; they are remembered in the home at the next {@code up}
 * @param parts the parts meant; empty for all
 * @param freePorts whether ports that are neither given nor remembered are chosen among the free ones
 */
public record StackOptions(Path home, Path cache, Map<String, Integer> ports, Set<String> parts, boolean freePorts) {
    public StackOptions {
        home = requireNonNull(home, "home").toAbsolutePath().normalize();
        cache = requireNonNull(cache, "cache").toAbsolutePath().normalize();
        ports = Map.copyOf(ports);
        parts = Set.copyOf(parts);
    }

    /** The whole stack in this home, on its remembered or default ports. */
    public static StackOptions at(Path home) {
        return new StackOptions(home, defaultCache(), Map.of(), Set.of(), false);
    }

    /** The stack of this user: {@code ~/.lakespan}. */
    public static StackOptions ofUser() {
        return at(userFolder());
    }

    public StackOptions withFreePorts() {
        return new StackOptions(home, cache, ports, parts, true);
    }

    public StackOptions withPort(String name, int port) {
        return withPorts(Map.of(name, port));
    }

    public StackOptions withPorts(Map<String, Integer> more) {
        Map<String, Integer> all = new TreeMap<>(ports);
        all.putAll(more);
        return new StackOptions(home, cache, all, parts, freePorts);
    }

    public StackOptions withCache(Path folder) {
        return new StackOptions(home, folder, ports, parts, freePorts);
    }

    /** These parts alone, and those they stand on. */
    public StackOptions only(String... names) {
        return new StackOptions(home, cache, ports, new TreeSet<>(Set.of(names)), freePorts);
    }

    private static Path defaultCache() {
        return Optional.ofNullable(System.getenv("LAKESPAN_CACHE"))
                .map(Path::of)
                .orElseGet(() -> userFolder().resolve("cache"));
    }

    private static Path userFolder() {
        return Path.of(System.getProperty("user.home"), ".lakespan");
    }
}
