package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.ErrorCode;

/** How one change of a plan ended. */
public sealed interface Outcome {

    /** It was done. */
    record Applied(Change change) implements Outcome {
        public Applied {
            requireNonNull(change, "change");
        }
    }

    /** It was not done, for this reason; the rest of the plan goes on. */
    record Failed(Change change, ErrorCode code, String message) implements Outcome {
        public Failed {
            requireNonNull(change, "change");
            requireNonNull(code, "code");
            requireNonNull(message, "message");
        }
    }

    Change change();
}
