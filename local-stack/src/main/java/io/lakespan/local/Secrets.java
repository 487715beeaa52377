package io.lakespan.local;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** The secrets of one stack: generated once, a file each, readable by the owner alone. */
public final class Secrets {
    public static final String S3_SECRET_KEY = "s3.secret-key";
    public static final String ATLAS_PASSWORD = "atlas.password";
    public static final String MYSQL_ROOT_PASSWORD = "mysql-root.password";
    public static final String MYSQL_CDC_PASSWORD = "mysql-cdc.password";

    private static final List<String> NAMES =
            List.of(S3_SECRET_KEY, ATLAS_PASSWORD, MYSQL_ROOT_PASSWORD, MYSQL_CDC_PASSWORD);
    // Letters and digits alone need no quoting in SQL, properties, YAML or a URL.
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 32;

    private final Path folder;

    private Secrets(Path folder) {
        this.folder = requireNonNull(folder, "folder");
    }

    public static Secrets in(Path folder) {
        return new Secrets(folder);
    }

    /** The value, without a trailing newline. */
    public String value(String name) {
        Path file = folder.resolve(name);
        if (!NAMES.contains(name) || !Files.isRegularFile(file)) {
            throw new BridgeException(
                    ErrorCode.NOT_FOUND,
                    "no secret " + name + " in " + folder + ": known are " + NAMES
                            + ", made at the first `lakespan up`");
        }
        return read(file);
    }

    /** Generates what is missing; harmless when repeated. */
    void ensure() {
        PrivateFiles.createFolder(folder);
        NAMES.stream().map(folder::resolve).filter(file -> !Files.exists(file)).forEach(Secrets::generate);
    }

    private static void generate(Path file) {
        SecureRandom random = new SecureRandom();
        StringBuilder secret = new StringBuilder(LENGTH);
        random.ints(LENGTH, 0, ALPHABET.length()).mapToObj(ALPHABET::charAt).forEach(secret::append);
        PrivateFiles.write(file, secret.toString());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
