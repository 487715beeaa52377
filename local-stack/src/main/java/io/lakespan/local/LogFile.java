package io.lakespan.local;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/** What a part wrote to its output, over several starts. */
record LogFile(Path path) {
    private static final long ROTATE_AT = 10L << 20;
    private static final long TAIL_BYTES = 16 << 10;
    private static final int TAIL_LINES = 15;

    /** Makes room, notes the start and tells where its output will begin. */
    long begin(String part, Instant at) {
        try {
            Files.createDirectories(path.getParent());
            rotate();
            Files.writeString(
                    path,
                    "---- lakespan starts " + part + " at " + at + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return Files.size(path);
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.PERMISSION_DENIED, "log " + path + " cannot be written (" + e + "): make it writable", e);
        }
    }

    /** The last lines after this position. */
    List<String> tail(long from) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(Math.min(file.length(), Math.max(from, file.length() - TAIL_BYTES)));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** For the end of an error message. */
    String ending(long from) {
        return "its log " + path + " ends with:\n  " + String.join("\n  ", tail(from));
    }

    private void rotate() throws IOException {
        if (Files.exists(path) && Files.size(path) > ROTATE_AT) {
            Files.move(
                    path,
                    path.resolveSibling(path.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
