package io.lakespan.local;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a part is doing.
 *
 * @param memory resident memory in bytes
 */
public record PartStatus(
        String part, State state, OptionalLong pid, Optional<Instant> since, String address, OptionalLong memory) {

    /** Whether it runs and answers. */
    public enum State {
        /** It answers. */
        HEALTHY,
        /** Its process is there and does not answer, or not yet. */
        NOT_ANSWERING,
        /** It was started and has ended without being asked to. */
        DEAD,
        /** It was not started, or was stopped. */
        STOPPED
    }

    public PartStatus {
        requireNonNull(part, "part");
        requireNonNull(state, "state");
        requireNonNull(pid, "pid");
        requireNonNull(since, "since");
        requireNonNull(address, "address");
        requireNonNull(memory, "memory");
    }
}
