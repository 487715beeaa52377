package io.lakespan.app.flink;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * A job's jar and the name it has on a cluster, which holds a checksum of the content so that the same jar is uploaded
 * once and a changed one again.
 */
public record JobJar(Path path, String uploadName) {
    public JobJar {
        requireNonNull(path, "path");
        requireNonNull(uploadName, "uploadName");
    }

    /**
     * Names the jar by its content.
     *
     * @throws BridgeException {@code NOT_FOUND} when there is no such file
     */
    public static JobJar of(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new BridgeException(
                    ErrorCode.NOT_FOUND, "the job jar " + path + " does not exist; build it with: mvn package");
        }
        String name = path.getFileName().toString().replace(".jar", "");
        return new JobJar(path, name + "-" + Long.toHexString(checksum(path)) + ".jar");
    }

    private static long checksum(Path path) {
        CRC32C checksum = new CRC32C();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(path), checksum)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return checksum.getValue();
    }
}
