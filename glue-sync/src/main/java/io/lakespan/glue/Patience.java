package io.lakespan.glue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Asks again, ever more slowly, what Glue refused because it was asked too often. Such a call surely did nothing, a write
 * included, so all of them are asked again; with a third of all calls refused, one in half a million is given up.
 *
 * @param longest the longest wait before one more attempt
 */
record Patience(Duration longest) {
    private static final int ATTEMPTS = 12;
    private static final long FIRST_NANOS = 50_000_000;
    // Codes that the SDK does not count among them.
    private static final Set<String> ALSO_THROTTLING = Set.of("ThrottledException", "Throttled", "RateExceeded");

    static boolean isThrottled(Throwable error) {
        if (!(error instanceof AwsServiceException)) {
            return false;
        }
        AwsServiceException service = (AwsServiceException) error;
        AwsErrorDetails details = service.awsErrorDetails();
        return service.isThrottlingException() || details != null && ALSO_THROTTLING.contains(details.errorCode());
    }

    <T> T until(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (AwsServiceException e) {
                if (!isThrottled(e) || attempt == ATTEMPTS || !paused(attempt)) {
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
