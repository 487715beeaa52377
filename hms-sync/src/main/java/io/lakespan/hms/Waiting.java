package io.lakespan.hms;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.time.Duration;

/** Waits that can be broken off. */
final class Waiting {
    private Waiting() {}

    static void pause(Duration time, String what) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(what, e);
        }
    }

    static BridgeException interrupted(String what, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new BridgeException(
                ErrorCode.UNAVAILABLE, "could not " + what + ": it was broken off before anything was changed", e);
    }
}
