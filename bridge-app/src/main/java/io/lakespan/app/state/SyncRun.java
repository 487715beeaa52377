package io.lakespan.app.state;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One pass as it is remembered.
 *
 * @param holder who made it: user, host and process
 * @param trigger who asked for it
 * @param state how it stands
 * @param counts what was done, by name such as {@code created}
 * @param calls how often each service was called, by name such as {@code glue.GetTables}
 * @param planning how long it read and compared, once that was over
 * @param applying how long it wrote, once that was over
 * @param message why it failed or what waits, one line
 */
public record SyncRun(
        String id,
        String pair,
        String holder,
        Trigger trigger,
        Instant startedAt,
        Optional<Instant> endedAt,
        State state,
        SortedMap<String, Long> counts,
        SortedMap<String, Long> calls,
        Optional<Duration> planning,
        Optional<Duration> applying,
        Optional<String> message) {
    public SyncRun {
        requireNonNull(id, "id");
        requireNonNull(pair, "pair");
        requireNonNull(holder, "holder");
        requireNonNull(trigger, "trigger");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(endedAt, "endedAt");
        requireNonNull(state, "state");
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        calls = Collections.unmodifiableSortedMap(new TreeMap<>(calls));
        requireNonNull(planning, "planning");
        requireNonNull(applying, "applying");
        requireNonNull(message, "message");
    }

    /** Who asked for a pass. */
    public enum Trigger {
        /** A person, or another program. */
        MANUAL,
        /** The schedule of {@code sync watch}. */
        WATCH
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

    static SyncRun started(String pair, String holder, Trigger trigger, Instant now) {
        return new SyncRun(
                UUID.randomUUID().toString(),
                pair,
                holder,
                trigger,
                now,
                Optional.empty(),
                State.RUNNING,
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same pass when it is over; when that was, the history notes. */
    public SyncRun ended(
            State how, SortedMap<String, Long> done, SortedMap<String, Long> called, Optional<String> why) {
        return new SyncRun(id, pair, holder, trigger, startedAt, endedAt, how, done, called, planning, applying, why);
    }

    /** The same pass with how long its planning took. */
    public SyncRun planned(Duration took) {
        return new SyncRun(
                id,
                pair,
                holder,
                trigger,
                startedAt,
                endedAt,
                state,
                counts,
                calls,
                Optional.of(took),
                applying,
                message);
    }

    /** The same pass with how long its writing took. */
    public SyncRun applied(Duration took) {
        return new SyncRun(
                id,
                pair,
                holder,
                trigger,
                startedAt,
                endedAt,
                state,
                counts,
                calls,
                planning,
                Optional.of(took),
                message);
    }

    SyncRun at(Instant end) {
        return new SyncRun(
                id,
                pair,
                holder,
                trigger,
                startedAt,
                Optional.of(end),
                state,
                counts,
                calls,
                planning,
                applying,
                message);
    }

    SyncRun withState(State value) {
        return new SyncRun(
                id, pair, holder, trigger, startedAt, endedAt, value, counts, calls, planning, applying, message);
    }
}
