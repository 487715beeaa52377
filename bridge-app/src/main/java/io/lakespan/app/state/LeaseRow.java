package io.lakespan.app.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The one row that says who may sync a pair. Each change is a single statement, so of two processes exactly one makes it;
 * the token grows with every new holder.
 */
final class LeaseRow {
    private final StateConnections connections;
    private final String pair;
    private final Clock clock;
    private final Predicate<String> gone;

    /** Who has the lease, and until when if it is not renewed. */
    record Owner(String holder, long token, Instant until) {}

    /** @param gone tells holders that are no more for certain */
    LeaseRow(StateConnections connections, String pair, Clock clock, Predicate<String> gone) {
        this.connections = connections;
        this.pair = pair;
        this.clock = clock;
        this.gone = gone;
    }

    /** Whether the owner was killed, so that its lease need not be waited for. */
    boolean gone(Owner owner) {
        return gone.test(owner.holder());
    }

    String pair() {
        return pair;
    }

    /** The new holder's token; empty when the lease is somebody's. */
    OptionalLong take(String holder, Duration life) {
        long now = clock.millis();
        return connections
                .with(handle -> handle.createQuery("INSERT INTO sync_lease (pair, holder, token, expires_at)"
                                + " VALUES (?, ?, 1, ?) ON CONFLICT (pair) DO UPDATE SET holder = excluded.holder,"
                                + " token = sync_lease.token + 1, expires_at = excluded.expires_at"
                                + " WHERE sync_lease.expires_at <= ? RETURNING token")
                        .bind(0, pair)
                        .bind(1, holder)
                        .bind(2, now + life.toMillis())
                        .bind(3, now)
                        .mapTo(Long.class)
                        .findOne())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Whether nobody else took it since: one that ended unnoticed lives again, one that was given back does not. */
    boolean renew(long token, Duration life) {
        return connections.with(handle -> handle.execute(
                        "UPDATE sync_lease SET expires_at = ? WHERE pair = ? AND token = ? AND expires_at > 0",
                        clock.millis() + life.toMillis(),
                        pair,
                        token))
                > 0;
    }

    /** The row stays, so that tokens go on growing. */
    void release(long token) {
        connections.with(handle ->
                handle.execute("UPDATE sync_lease SET expires_at = 0 WHERE pair = ? AND token = ?", pair, token));
    }

    boolean heldBy(long token) {
        return count("token = ?", token) > 0;
    }

    /** Whether that holder has it and is not known to be gone. */
    boolean heldBy(String holder) {
        return !gone.test(holder) && count("holder = ?", holder) > 0;
    }

    Optional<Owner> owner() {
        return connections.with(handle -> handle.createQuery(
                        "SELECT * FROM sync_lease WHERE pair = ? AND expires_at > ?")
                .bind(0, pair)
                .bind(1, clock.millis())
                .map((row, context) -> new Owner(
                        row.getString("holder"), row.getLong("token"), Instant.ofEpochMilli(row.getLong("expires_at"))))
                .findOne());
    }

    private int count(String condition, Object value) {
        return connections.with(handle -> handle.createQuery(
                        "SELECT COUNT(*) FROM sync_lease WHERE pair = ? AND expires_at > ? AND " + condition)
                .bind(0, pair)
                .bind(1, clock.millis())
                .bind(2, value)
                .mapTo(Integer.class)
                .one());
    }
}
