package io.lakespan.local;

import java.time.Duration;

/**
 * How far the downloads of one call are.
 *
 * @param files files that are complete
 * @param totalFiles files that will have been fetched in the end, as far as known
 * @param bytes bytes that have arrived
 * @param totalBytes bytes that will have arrived; an estimate until the last file has begun
 * @param elapsed time since the first byte
 */
public record Transfer(int files, int totalFiles, long bytes, long totalBytes, Duration elapsed) {

    public long bytesPerSecond() {
        return bytes * 1000 / Math.max(1, elapsed.toMillis());
    }

    /** At the rate so far. */
    public Duration left() {
        return Duration.ofSeconds(Math.max(0, totalBytes - bytes) / Math.max(1, bytesPerSecond()));
    }

    boolean complete() {
        return files >= totalFiles;
    }
}
