package io.lakespan.app.demo.shop;

/**
 * Committed changes, in rows.
 *
 * @param updates those that left the primary key as it was
 * @param keyChanges updates of a primary key
 */
public record TrafficCount(int inserts, int updates, int deletes, int keyChanges, int transactions) {
    static final TrafficCount NONE = new TrafficCount(0, 0, 0, 0, 0);

    static TrafficCount inserted(int rows) {
        return new TrafficCount(rows, 0, 0, 0, 0);
    }

    static TrafficCount updated(int rows) {
        return new TrafficCount(0, rows, 0, 0, 0);
    }

    static TrafficCount deleted(int rows) {
        return new TrafficCount(0, 0, rows, 0, 0);
    }

    static TrafficCount rekeyed(int rows) {
        return new TrafficCount(0, 0, 0, rows, 0);
    }

    TrafficCount plus(TrafficCount other) {
        return new TrafficCount(
                inserts + other.inserts,
                updates + other.updates,
                deletes + other.deletes,
                keyChanges + other.keyChanges,
                transactions + other.transactions);
    }

    TrafficCount committed() {
        return new TrafficCount(inserts, updates, deletes, keyChanges, transactions + 1);
    }

    /** All changed rows. */
    public int changes() {
        return inserts + updates + deletes + keyChanges;
    }
}
