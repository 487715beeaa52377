package io.lakespan.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** The versions of what the stack runs, as the parent POM has them. */
public final class Versions {
    private static final String FILE = "versions.properties";
    private static final Properties ALL = read();

    private Versions() {}

    /** The POM's {@code <NAME.version>}; to be listed in {@code versions.properties}. */
    public static String of(String name) {
        return Optional.ofNullable(ALL.getProperty(name))
                .filter(version -> !version.contains("$"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no version of " + name + " came from the parent POM through " + FILE));
    }

    private static Properties read() {
        Properties versions = new Properties();
        try (InputStream file = Versions.class.getResourceAsStream(FILE)) {
            versions.load(file);
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
