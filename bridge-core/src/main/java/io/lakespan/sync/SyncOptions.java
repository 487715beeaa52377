package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

/**
 * What the planner may do.
 *
 * @param allowedDrops how many drops a database may have although they pass the guard; 0 for none beyond it
 */
public record SyncOptions(ConflictPolicy policy, int allowedDrops) {
    private static final int ALWAYS_ALLOWED = 5;
    private static final double ALLOWED_SHARE = 0.10;

    public SyncOptions {
        requireNonNull(policy, "policy");
        if (allowedDrops < 0) {
            throw new IllegalArgumentException("allowedDrops is " + allowedDrops + ", it must be 0 or more");
        }
    }

    public static SyncOptions defaults() {
        return new SyncOptions(ConflictPolicy.HOLD, 0);
    }

    public SyncOptions allowingDrops(int count) {
        return new SyncOptions(policy, count);
    }

    public SyncOptions withPolicy(ConflictPolicy value) {
        return new SyncOptions(value, allowedDrops);
    }

    /** The largest number of drops that need no asking in a database of so many tables: a tenth, at least five. */
    int dropLimit(int tables) {
        int share = (int) Math.ceil(tables * ALLOWED_SHARE);
        return Math.max(allowedDrops, Math.max(ALWAYS_ALLOWED, share));
    }
}
