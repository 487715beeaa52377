package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks secrets up in this process's surroundings. */
public final class SecretResolver {
    private final Map<String, String> environment;

    private SecretResolver(Map<String, String> environment) {
        this.environment = Map.copyOf(requireNonNull(environment, "environment"));
    }

    /** With the environment variables of this process. */
    public static SecretResolver ofProcess() {
        return new SecretResolver(System.getenv());
    }

    public static SecretResolver of(Map<String, String> environment) {
        return new SecretResolver(environment);
    }

    /**
     * The value itself.
     *
     * @throws BridgeException {@code NOT_FOUND} when the variable or file does not exist, {@code PERMISSION_DENIED} when
     *     the file cannot be read
     */
    public String resolve(Secret secret) {
        return secret.match(this::variable, SecretResolver::content, Secret.Literal::value);
    }

    /** All values of a map, resolved. */
    public SortedMap<String, String> resolve(SortedMap<String, Secret> secrets) {
        SortedMap<String, String> resolved = new TreeMap<>();
        secrets.forEach((key, secret) -> resolved.put(key, resolve(secret)));
        return resolved;
    }

    private String variable(Secret.Environment reference) {
        return Optional.ofNullable(environment.get(reference.name()))
                .orElseThrow(() -> new BridgeException(
                        ErrorCode.NOT_FOUND,
                        "cannot resolve " + reference + ": the environment variable " + reference.name()
                                + " is not set; set it for the process that runs the pipeline"));
    }

    private static String content(Secret.File reference) {
        try {
            return Files.readString(Path.of(reference.path())).replaceFirst("\\r?\\n\\z", "");
        } catch (NoSuchFileException e) {
            throw new BridgeException(
                    ErrorCode.NOT_FOUND,
                    "cannot resolve " + reference + ": there is no such file where the pipeline runs; create it",
                    e);
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.PERMISSION_DENIED,
                    "cannot resolve " + reference + ": the file cannot be read; let this user read it",
                    e);
        }
    }
}
