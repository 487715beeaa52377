package io.lakespan.atlas;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a deadlocked write is tried again: longer each time, and never two writers alike. */
final class Retries {
    static final int ATTEMPTS = 6;
    private static final Duration FIRST = Duration.ofMillis(50);

    private Retries() {}

    static void pause(int attempt) {
        long longest = FIRST.toMillis() << attempt;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BridgeException(ErrorCode.UNAVAILABLE, "interrupted before a write to Atlas was tried again", e);
        }
    }
}
