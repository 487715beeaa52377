package io.lakespan.app.config;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * {@code lakespan.yaml}: profiles that say where everything is.
 *
 * <p>Without a file, and for a profile of {@code type: local-stack}, everything is the local stack.
 */
public final class Settings {
    private static final String FILE = "lakespan.yaml";
    private static final String LOCAL = "local";
    private static final String PROFILES = "profiles.";

    private final Optional<Path> file;
    private final SortedMap<String, YamlKeys.Scalar> keys;

    private Settings(Optional<Path> file, SortedMap<String, YamlKeys.Scalar> keys) {
        this.file = file;
        this.keys = keys;
    }

    /**
     * Reads the named file, else the one in the working folder, else the one in the home, else none.
     *
     * @throws BridgeException {@code NOT_FOUND} when the named file is not there
     */
    public static Settings load(Optional<Path> named, Path home) {
        Optional<Path> file = named.or(() -> existing(Path.of(FILE))).or(() -> existing(home.resolve(FILE)));
        return new Settings(file, file.map(YamlKeys::read).orElseGet(TreeMap::new));
    }

    /**
     * The profile of that name, or the default one.
     *
     * @param secrets turns {@code ${env:NAME}} and {@code ${file:PATH}} into what they refer to
     * @param local the profile of the local stack, asked for only when it is meant
     * @throws BridgeException {@code NOT_FOUND} when there is no such profile, {@code INVALID_INPUT} for unknown,
     *     missing or wrong keys
     */
    public Profile profile(Optional<String> named, UnaryOperator<String> secrets, Supplier<Profile> local) {
        String name = named.or(() -> Optional.ofNullable(keys.get("profile")).map(YamlKeys.Scalar::value))
                .orElse(LOCAL);
        SortedMap<String, YamlKeys.Scalar> own = under(PROFILES + name + ".");
        if (own.isEmpty() && !name.equals(LOCAL)) {
            throw unknown(name);
        }
        ProfileKeys profile = new ProfileKeys(name, own, secrets).checked();
        return own.isEmpty() || profile.local() ? local.get() : profile.profile();
    }

    private SortedMap<String, YamlKeys.Scalar> under(String prefix) {
        SortedMap<String, YamlKeys.Scalar> found = new TreeMap<>();
        keys.forEach((key, scalar) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), scalar);
            }
        });
        return found;
    }

    private BridgeException unknown(String name) {
        SortedSet<String> names = new TreeSet<>(List.of(LOCAL));
        under(PROFILES).keySet().forEach(key -> names.add(key.substring(0, Math.max(0, key.indexOf('.')))));
        String where = file.map(path -> "in " + path).orElse("and no " + FILE + " was found");
        return new BridgeException(
                ErrorCode.NOT_FOUND, "no profile " + name + " " + where + "; there are " + String.join(", ", names));
    }

    private static Optional<Path> existing(Path path) {
        return Optional.of(path).filter(Files::isRegularFile);
    }
}
