package io.lakespan.app.state;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One pass as it is remembered.
 *
 * @param holder who made it: user, host and process
 * @param state how it stands
 * @param counts what was done, by name such as {@code created}
 * @param calls how often each service was called, by name such as {@code glue.GetTables}
 * @param message why it failed or what waits, one line
 */
public record SyncRun(
        String id,
        String pair,
        String holder,
        Instant startedAt,
        Optional<Instant> endedAt,
        State state,
        SortedMap<String, Long> counts,
        SortedMap<String, Long> calls,
        Optional<String> message) {
    public SyncRun {
        requireNonNull(id, "id");
        requireNonNull(pair, "pair");
        requireNonNull(holder, "holder");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(endedAt, "endedAt");
        requireNonNull(state, "state");
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        calls = Collections.unmodifiableSortedMap(new TreeMap<>(calls));
        requireNonNull(message, "message");
    }

    /** How a pass stands. */
    public enum State {
        RUNNING,
        /** Everything was done. */
        DONE,
        /** Something failed, or waits for a decision. */
        PARTLY,
        /** Nothing could be done. */
        FAILED,
        /** It was killed: it never said how it ended. */
        INTERRUPTED
    }

    static SyncRun started(String id, String pair, String holder, Instant now) {
        return new SyncRun(
                id,
                pair,
                holder,
                now,
                Optional.empty(),
                State.RUNNING,
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.empty());
    }

    /** The same pass when it is over; when that was, the history notes. */
    public SyncRun ended(
            State how, SortedMap<String, Long> done, SortedMap<String, Long> called, Optional<String> why) {
        return new SyncRun(id, pair, holder, startedAt, endedAt, how, done, called, why);
    }

    SyncRun withState(State value) {
        return new SyncRun(id, pair, holder, startedAt, endedAt, value, counts, calls, message);
    }
}
