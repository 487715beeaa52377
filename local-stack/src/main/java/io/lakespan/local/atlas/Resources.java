package io.lakespan.local.atlas;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files of this package that a server reads from disk. */
final class Resources {
    private Resources() {}

    static void copy(String name, Path target) {
        try (InputStream resource = Resources.class.getResourceAsStream(name)) {
            Files.createDirectories(target.getParent());
            Files.copy(resource, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    target + " could not be written (" + e + "): check disk space and permissions",
                    e);
        }
    }
}
