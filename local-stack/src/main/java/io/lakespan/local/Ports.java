package io.lakespan.local;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** The port of every configuration name, all of them different. */
record Ports(Map<String, Integer> byName) {
    private static final Map<String, Integer> DEFAULTS = Map.ofEntries(
            Map.entry("mysql.port", 13306),
            Map.entry("s3.port", 19000),
            Map.entry("glue.port", 19010),
            Map.entry("hms.port", 19083),
            Map.entry("solr.port", 18983),
            Map.entry("atlas.port", 21000),
            Map.entry("atlas.kafka-port", 19027),
            Map.entry("atlas.zookeeper-port", 19026),
            Map.entry("flink.port", 18081),
            Map.entry("flink.rpc-port", 16123));

    // Below the range from which Linux takes the ports of outgoing connections.
    private static final int FREE_FROM = 20_000;
    private static final int FREE_BELOW = 32_000;

    Ports {
        byName = Map.copyOf(byName);
        byName.forEach(Ports::requireKnown);
        requireDifferent(byName);
    }

    /** The defaults, with these in their place. */
    static Ports defaultsWith(Map<String, Integer> chosen) {
        Map<String, Integer> all = new TreeMap<>(DEFAULTS);
        all.putAll(chosen);
        return new Ports(all);
    }

    /** These, and a free port for every other name. */
    static Ports freeExcept(Map<String, Integer> chosen) {
        Map<String, Integer> all = new TreeMap<>(chosen);
        Set<Integer> used = new HashSet<>(chosen.values());
        DEFAULTS.keySet().stream().sorted().forEach(name -> all.computeIfAbsent(name, n -> free(used)));
        return new Ports(all);
    }

    int port(String name) {
        if (!byName.containsKey(name)) {
            throw unknown(name);
        }
        return byName.get(name);
    }

    /** What differs from the defaults and so has to be remembered. */
    Map<String, Integer> overrides() {
        return byName.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(DEFAULTS.get(entry.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** Whether a server could listen there now. */
    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int free(Set<Integer> used) {
        int port = ThreadLocalRandom.current()
                .ints(FREE_FROM, FREE_BELOW)
                .filter(candidate -> !used.contains(candidate) && isFree(candidate))
                .findFirst()
                .orElseThrow();
        used.add(port);
        return port;
    }

    private static void requireKnown(String name, int port) {
        if (!DEFAULTS.containsKey(name)) {
            throw unknown(name);
        }
        if (port < 1 || port > 65_535) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT, name + " is " + port + ": choose a port between 1 and 65535");
        }
    }

    private static BridgeException unknown(String name) {
        return new BridgeException(
                ErrorCode.INVALID_INPUT,
                "no port is called " + name + ": known are " + String.join(", ", new TreeMap<>(DEFAULTS).keySet()));
    }

    private static void requireDifferent(Map<String, Integer> byName) {
        Map<Integer, String> seen = new TreeMap<>();
        new TreeMap<>(byName).forEach((name, port) -> {
            String other = seen.putIfAbsent(port, name);
            if (other != null) {
                throw new BridgeException(
                        ErrorCode.INVALID_INPUT,
                        other + " and " + name + " are both " + port + ": give one of them another port");
            }
        });
    }
}
