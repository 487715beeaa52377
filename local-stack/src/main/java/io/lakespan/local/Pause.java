package io.lakespan.local;

import java.time.Duration;

/** Waits between two looks at something that cannot tell by itself. */
final class Pause {
    private Pause() {}

    /** Whether the time passed without an interrupt, which is kept for the caller to see. */
    static boolean of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
