package io.lakespan.local.glue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the server is started.
 *
 * @param port 0 for any free one
 * @param secretKeyFile where the secret key of the access key {@code lakespan} lies; absent, any access key is let in
 */
record GlueOptions(String bind, int port, Path data, Optional<Path> secretKeyFile) {
    static final String USAGE = "arguments: --data FOLDER [--port PORT] [--bind ADDRESS] [--secret-key-file FILE]";
    private static final Set<String> KNOWN = Set.of("--bind", "--port", "--data", "--secret-key-file");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with a line for a person
     */
    static GlueOptions parse(String... arguments) {
        Map<String, String> given = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!KNOWN.contains(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("'" + arguments[i] + "' is unknown or lacks its value; " + USAGE);
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        if (!given.containsKey("--data")) {
            throw new IllegalArgumentException("--data is missing; " + USAGE);
        }
        return new GlueOptions(
                given.getOrDefault("--bind", "127.0.0.1"),
                port(given.getOrDefault("--port", "0")),
                Path.of(given.get("--data")),
                Optional.ofNullable(given.get("--secret-key-file")).map(Path::of));
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > HIGHEST_PORT) {
            throw new IllegalArgumentException("--port " + text + " is not a port; " + USAGE);
        }
        return Integer.parseInt(text);
    }
}
