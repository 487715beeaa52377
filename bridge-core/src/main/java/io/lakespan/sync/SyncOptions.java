package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the planner may do.
 *
 * @param allowedDrops how many drops a database may have although they pass the guard; 0 for none beyond it
 * @param direction whether the left side is written too
 * @param resolved conflicts a person has decided
 */
public record SyncOptions(ConflictPolicy policy, int allowedDrops, Direction direction, List<Resolution> resolved) {
    private static final int ALWAYS_ALLOWED = 5;
    private static final double ALLOWED_SHARE = 0.10;

    /** Which sides are written. */
    public enum Direction {
        BOTH,
        /** What changed on the right is reported and stays there. */
        TO_RIGHT,
        /** The right is a copy of the left in everything; what changed there is set right again. */
        MIRROR
    }

    /** A person's word on one conflict; it holds as long as both sides still have the values they had then. */
    public record Resolution(Conflict conflict, Side winner) {
        public Resolution {
            requireNonNull(conflict, "conflict");
            requireNonNull(winner, "winner");
        }
    }

    public SyncOptions {
        requireNonNull(policy, "policy");
        requireNonNull(direction, "direction");
        resolved = List.copyOf(resolved);
        if (allowedDrops < 0) {
            throw new IllegalArgumentException("allowedDrops is " + allowedDrops + ", it must be 0 or more");
        }
    }

    public static SyncOptions defaults() {
        return new SyncOptions(ConflictPolicy.HOLD, 0, Direction.BOTH, List.of());
    }

    public SyncOptions allowingDrops(int count) {
        return new SyncOptions(policy, count, direction, resolved);
    }

    public SyncOptions withPolicy(ConflictPolicy value) {
        return new SyncOptions(value, allowedDrops, direction, resolved);
    }

    public SyncOptions withDirection(Direction value) {
        return new SyncOptions(policy, allowedDrops, value, resolved);
    }

    public SyncOptions withResolved(List<Resolution> value) {
        return new SyncOptions(policy, allowedDrops, direction, value);
    }

    /** The largest number of drops that need no asking in a database of so many tables: a tenth, at least five. */
    int dropLimit(int tables) {
        int share = (int) Math.ceil(tables * ALLOWED_SHARE);
        return Math.max(allowedDrops, Math.max(ALWAYS_ALLOWED, share));
    }
}
