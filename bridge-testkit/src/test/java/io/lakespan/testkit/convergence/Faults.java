package io.lakespan.testkit.convergence;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.Random;
import java.util.function.Supplier;

/** Makes calls fail now and then, before or after they took effect, or the whole process with them. */
final class Faults {
    private static final int ONE_IN = 12;

    private final Random random;
    private boolean on = true;

    Faults(long seed) {
        this.random = new Random(seed);
    }

    /** The process ended here. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    void off() {
        on = false;
    }

    boolean coin() {
        return random.nextBoolean();
    }

    <T> T read(Supplier<T> call) {
        if (strikes()) {
            throw new BridgeException(random.nextBoolean() ? ErrorCode.UNAVAILABLE : ErrorCode.THROTTLED, "no answer");
        }
        return call.get();
    }

    <T> T write(Supplier<T> call) {
        if (strikes()) {
            throw new BridgeException(ErrorCode.UNAVAILABLE, "no answer, nothing done");
        }
        if (strikes()) {
            throw new Killed();
        }
        T result = call.get();
        if (strikes()) {
            throw new BridgeException(ErrorCode.OUTCOME_UNKNOWN, "done, and the answer lost");
        }
        if (strikes()) {
            throw new Killed();
        }
        return result;
    }

    private boolean strikes() {
        return on && random.nextInt(ONE_IN) == 0;
    }
}
