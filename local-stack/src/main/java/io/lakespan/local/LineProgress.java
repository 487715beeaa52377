package io.lakespan.local;

import java.io.PrintStream;
import java.time.Duration;

/** A line for every step, and one every few seconds of a download. */
final class LineProgress implements Progress {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final PrintStream out;
    private Duration nextAt = Duration.ZERO;

    LineProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void part(String part, String message) {
        out.println(part + ": " + message);
    }

    @Override
    public synchronized void download(Transfer transfer) {
        if (transfer.elapsed().compareTo(nextAt) < 0 && !transfer.complete()) {
            return;
        }
        nextAt = transfer.elapsed().plus(INTERVAL);
        out.println(describe(transfer));
    }

    @Override
    public synchronized void downloadsEnded() {
        nextAt = Duration.ZERO;
    }

    private static String describe(Transfer transfer) {
        return "downloads: %d of %d files, %d of %d MB, %.1f MB/s, %d s left"
                .formatted(
                        transfer.files(),
                        transfer.totalFiles(),
                        transfer.bytes() >> 20,
                        transfer.totalBytes() >> 20,
                        transfer.bytesPerSecond() / 1048576.0,
                        transfer.left().toSeconds());
    }
}
