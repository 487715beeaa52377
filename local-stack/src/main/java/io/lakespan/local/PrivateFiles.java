package io.lakespan.local;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that nobody but their owner may read. */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** Replaces the file in one step, so that no reader sees half of it and it is never readable by others. */
    public static void write(Path file, String content) {
        try {
            Path fresh = Files.createTempFile(
                    file.getParent(), "." + file.getFileName(), ".new", PosixFilePermissions.asFileAttribute(FILE));
            Files.writeString(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Creates the folder with all above it, closed to others; one that is there already stays as it is. */
    public static void createFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                protect(folder);
            }
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** Closes a folder to others. */
    public static void protect(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, FOLDER);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static BridgeException unwritable(Path path, IOException cause) {
        return new BridgeException(
                ErrorCode.PERMISSION_DENIED,
                path + " cannot be written (" + cause + "): make it writable or choose another --home",
                cause);
    }
}
