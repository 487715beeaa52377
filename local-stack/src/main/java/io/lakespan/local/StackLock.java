package io.lakespan.local;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets one thread of one process of this machine work at a time; given up when the process dies. */
final class StackLock {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private StackLock() {}

    /** Waits until the file is free, says so once by {@code onWait} if it is not, and holds it during the work. */
    static <T> T during(Path file, Runnable onWait, Supplier<T> work) {
        try (FileChannel channel = open(file)) {
            await(channel, file, onWait);
            return work.get();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static void await(FileChannel channel, Path file, Runnable onWait) {
        if (tried(channel, file).isPresent()) {
            return;
        }
        onWait.run();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (tried(channel, file).isEmpty()) {
            if (System.nanoTime() > deadline || !Pause.of(POLL)) {
                throw new BridgeException(
                        ErrorCode.UNAVAILABLE,
                        "gave up waiting for another lakespan that holds " + file + ": let it end, or end it");
            }
        }
    }

    private static Optional<FileLock> tried(FileChannel channel, Path file) {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static FileChannel open(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static BridgeException unusable(Path file, IOException cause) {
        return new BridgeException(
                ErrorCode.PERMISSION_DENIED,
                file + " cannot be locked (" + cause + "): make its folder writable or choose another --home",
                cause);
    }
}
