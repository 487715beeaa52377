package io.lakespan.app.flink;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.time.Duration;

/** Waiting between two looks at something remote. */
public final class Pause {
    private Pause() {}

    /**
     * Waits.
     *
     * @throws BridgeException {@code OUTCOME_UNKNOWN} when interrupted; the interrupt is restored
     */
    public static void of(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BridgeException(ErrorCode.OUTCOME_UNKNOWN, "interrupted while waiting", e);
        }
    }
}
