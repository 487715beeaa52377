package io.lakespan.local;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder that is filled once, wholly or not at all, whoever asks for it at the same time. */
public final class CacheFolder {
    private CacheFolder() {}

    /** Puts everything that belongs there into an empty folder. */
    @FunctionalInterface
    public interface Filling {
        void into(Path empty) throws IOException;
    }

    /** The folder, filled now if it was not there; an interrupted filling leaves nothing that would be taken for it. */
    public static Path once(Path folder, Filling filling) {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        return StackLock.during(
                sibling(folder, ".lock"), () -> {}, () -> Files.isDirectory(folder) ? folder : fill(folder, filling));
    }

    private static Path fill(Path folder, Filling filling) {
        Path fresh = sibling(folder, ".new");
        try {
            Folders.delete(fresh);
            Files.createDirectories(fresh);
            filling.into(fresh);
            return Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    folder + " could not be filled (" + e + "): check disk space and permissions, then try again",
                    e);
        }
    }

    private static Path sibling(Path folder, String suffix) {
        return folder.resolveSibling(folder.getFileName() + suffix);
    }
}
