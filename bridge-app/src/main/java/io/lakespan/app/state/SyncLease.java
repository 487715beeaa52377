package io.lakespan.app.state;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to sync a pair, held by one process at a time and renewed while it works. A process that was killed loses it
 * after {@link #LIFE}, and at once to a process of the same machine where the database is a file there.
 */
public final class SyncLease implements AutoCloseable {
    static final Duration LIFE = Duration.ofSeconds(30);
    private static final int RENEWALS_A_LIFE = 6;
    private static final Logger LOG = LoggerFactory.getLogger(SyncLease.class);

    private final LeaseRow row;
    private final long token;
    private final Duration life;
    private final ScheduledExecutorService renewals;
    private final ScheduledFuture<?> renewal;

    private SyncLease(LeaseRow row, long token, Duration life) {
        this.row = row;
        this.token = token;
        this.life = life;
        this.renewals = Executors.newSingleThreadScheduledExecutor(SyncLease::daemon);
        long pause = life.toMillis() / RENEWALS_A_LIFE;
        this.renewal = renewals.scheduleWithFixedDelay(this::renewOrWarn, pause, pause, TimeUnit.MILLISECONDS);
    }

    static Optional<SyncLease> tryTake(LeaseRow row, String holder, Duration life) {
        row.owner().filter(row::gone).ifPresent(dead -> row.release(dead.token()));
        OptionalLong token = row.take(holder, life);
        return token.isPresent() ? Optional.of(new SyncLease(row, token.getAsLong(), life)) : Optional.empty();
    }

    static BridgeException refused(LeaseRow row) {
        String who = row.owner()
                .map(owner -> owner.holder() + "; were it killed, its lease ends at " + owner.until())
                .orElse("somebody who has just finished; try again");
        return new BridgeException(ErrorCode.CONFLICT, "another sync of " + row.pair() + " is under way, by " + who);
    }

    /** Greater than that of every earlier lease of the pair. */
    public long token() {
        return token;
    }

    /**
     * Whether it is still this process's; not when the process slept for longer than the lease lives.
     *
     * @throws BridgeException when the database does not answer: then nobody knows
     */
    public boolean held() {
        return row.heldBy(token);
    }

    /**
     * Begins its life anew; this also happens by itself.
     *
     * @return false when somebody else has taken it since: it cannot be had back
     */
    public boolean renew() {
        return row.renew(token, life);
    }

    /** Gives it back; harmless when it had ended. */
    @Override
    public void close() {
        renewal.cancel(false);
        renewals.shutdown();
        try {
            row.release(token);
        } catch (BridgeException e) {
            // What was done under the lease is done; the lease ends by itself.
            LOG.warn("event=lease-not-released pair={} reason={}", row.pair(), e.getMessage());
        }
    }

    private void renewOrWarn() {
        try {
            if (!renew()) {
                LOG.warn("event=lease-lost pair={}", row.pair());
                renewals.shutdown();
            }
        } catch (BridgeException e) {
            // The next renewal is soon enough; an exception would end them all.
            LOG.warn("event=lease-not-renewed pair={} reason={}", row.pair(), e.getMessage());
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sync-lease");
        thread.setDaemon(true);
        return thread;
    }
}
