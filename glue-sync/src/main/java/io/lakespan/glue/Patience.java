package io.lakespan.glue;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asks again, ever more slowly, what Glue refused because it was asked too often. Such a call surely did nothing, a write
 * included, so all of them are asked again; with a third of all calls refused, one in half a million is given up.
 *
 * @param refused whether a call was refused for this reason
 * @param longest the longest wait before one more attempt
 */
record Patience(Predicate<Throwable> refused, Duration longest) {
    private static final int ATTEMPTS = 12;
    private static final long FIRST_NANOS = 50_000_000;

    <T> T until(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (RuntimeException e) {
                if (!refused.test(e) || attempt == ATTEMPTS || !paused(attempt)) {
                    throw e;
                }
            }
        }
    }

    /** Whether the time passed without an interrupt, which is kept for the caller to see. */
    private boolean paused(int attempt) {
        long bound = Math.min(longest.toNanos(), FIRST_NANOS << attempt);
        // Callers that were refused together do not come back together.
        long nanos = ThreadLocalRandom.current().nextLong(bound / 2, bound + 1);
        long end = System.nanoTime() + nanos;
        while (end - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, end - System.nanoTime());
        }
        return !Thread.currentThread().isInterrupted();
    }
}
