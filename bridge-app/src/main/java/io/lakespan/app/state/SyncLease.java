package io.lakespan.app.state;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to sync a pair, held by one process at a time and renewed while it works. A process that was killed loses it
 * after {@link #LIFE}.
 */
public final class SyncLease implements AutoCloseable {
    static final Duration LIFE = Duration.ofSeconds(30);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(SyncLease.class);

    private final Jdbi jdbi;
    private final String pair;
    private final String holder;
    private final Clock clock;
    private final ScheduledExecutorService renewals;
    private final ScheduledFuture<?> renewal;

    private SyncLease(Jdbi jdbi, String pair, String holder, Clock clock) {
        this.jdbi = jdbi;
        this.pair = pair;
        this.holder = holder;
        this.clock = clock;
        this.renewals = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sync-lease");
            thread.setDaemon(true);
            return thread;
        });
        acquire();
        this.renewal = renewals.scheduleWithFixedDelay(
                this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Takes the lease.
     *
     * @throws BridgeException {@code CONFLICT} when somebody else holds it, naming who and since when it would be free
     */
    static SyncLease take(Jdbi jdbi, String pair, String holder, Clock clock) {
        return new SyncLease(jdbi, pair, holder, clock);
    }

    /** Whether it is still this process's; not when the process slept for longer than the lease lives. */
    public boolean held() {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM sync_lease WHERE pair = ? AND holder = ? AND expires_at > ?")
                        .bind(0, pair)
                        .bind(1, holder)
                        .bind(2, clock.millis())
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    @Override
    public void close() {
        renewal.cancel(false);
        renewals.shutdownNow();
        jdbi.useHandle(handle -> handle.execute("DELETE FROM sync_lease WHERE pair = ? AND holder = ?", pair, holder));
    }

    private void acquire() {
        Optional<Owner> owner = owner();
        owner.filter(held -> Holder.gone(held.holder())).ifPresent(this::release);
        if (!taken()) {
            throw refused();
        }
    }

    /** One statement, so that of two processes exactly one changes the row. */
    private boolean taken() {
        long now = clock.millis();
        return jdbi.withHandle(handle -> handle.execute(
                        "INSERT INTO sync_lease (pair, holder, token, expires_at) VALUES (?, ?, 1, ?)"
                                + " ON CONFLICT (pair) DO UPDATE SET holder = excluded.holder,"
                                + " token = sync_lease.token + 1, expires_at = excluded.expires_at"
                                + " WHERE sync_lease.expires_at <= ?",
                        pair,
                        holder,
                        now + LIFE.toMillis(),
                        now))
                > 0;
    }

    /** Of somebody who was killed; not of whoever took it meanwhile. */
    private void release(Owner dead) {
        jdbi.useHandle(handle -> handle.execute(
                "DELETE FROM sync_lease WHERE pair = ? AND holder = ? AND token = ?",
                pair,
                dead.holder(),
                dead.token()));
    }

    private BridgeException refused() {
        String who = owner().map(Owner::toString).orElse("somebody who has just finished; try again");
        return new BridgeException(ErrorCode.CONFLICT, "another sync of " + pair + " is under way, by " + who);
    }

    private record Owner(String holder, long token, Instant until) {
        @Override
        public String toString() {
            return holder + "; were it killed, its lease ends at " + until;
        }
    }

    private Optional<Owner> owner() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM sync_lease WHERE pair = ?")
                .bind(0, pair)
                .map((row, context) -> new Owner(
                        row.getString("holder"), row.getLong("token"), Instant.ofEpochMilli(row.getLong("expires_at"))))
                .findOne());
    }

    private void renew() {
        try {
            jdbi.useHandle(handle -> handle.execute(
                    "UPDATE sync_lease SET expires_at = ? WHERE pair = ? AND holder = ?",
                    clock.millis() + LIFE.toMillis(),
                    pair,
                    holder));
        } catch (RuntimeException e) {
            // The next renewal is soon enough; an exception would end them all.
            LOG.warn("event=lease-not-renewed pair={} reason={}", pair, e.getMessage());
        }
    }
}
