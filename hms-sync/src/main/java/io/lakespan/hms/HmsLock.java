package io.lakespan.hms;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hive.metastore.api.CheckLockRequest;
import org.apache.hadoop.hive.metastore.api.HeartbeatRequest;
import org.apache.hadoop.hive.metastore.api.LockResponse;
import org.apache.hadoop.hive.metastore.api.LockState;
import org.apache.hadoop.hive.metastore.api.UnlockRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One lock, asked for, perhaps held; kept alive until it is closed. */
final class HmsLock implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HmsLock.class);
    /** The locks of this process that could not be given back. */
    static final Set<Long> NOT_RELEASED = ConcurrentHashMap.newKeySet();

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final HmsLease lease;
    private final HmsConnections connections;
    private final String what;
    private final long id;
    private LockState state;
    private Optional<Future<?>> beating = Optional.empty();
    private volatile boolean lost;

    HmsLock(HmsLease lease, HmsConnections connections, String what, LockResponse asked) {
        this.lease = lease;
        this.connections = connections;
        this.what = what;
        this.id = asked.getLockid();
        this.state = asked.getState();
    }

    /**
     * Waits for its turn.
     *
     * @param orphans gives back what nobody else will; called once it has taken a while
     * @throws BridgeException {@code UNAVAILABLE} when the others hold it for longer than this
     */
    void await(Duration longest, Runnable orphans) {
        long start = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        boolean looked = false;
        while (state == LockState.WAITING) {
            if (System.nanoTime() - start > longest.toNanos()) {
                throw new BridgeException(
                        ErrorCode.UNAVAILABLE,
                        what + " of the Hive Metastore is locked by another for longer than " + longest
                                + "; try again, or see who holds it with SHOW LOCKS in Hive");
            }
            if (!looked && pause.equals(LONGEST_PAUSE)) {
                orphans.run();
                looked = true;
            }
            Waiting.pause(pause, "lock " + what);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            state = lease.read("lock " + what, client -> client.check_lock(new CheckLockRequest(id)))
                    .getState();
        }
        if (state != LockState.ACQUIRED) {
            throw lost();
        }
    }

    void beat(ScheduledExecutorService heart, Duration every) {
        beating = Optional.of(
                heart.scheduleWithFixedDelay(this::beat, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * Looks before a write.
     *
     * @throws BridgeException {@code CONFLICT} when the metastore gave the lock to another meanwhile
     */
    void requireHeld() {
        if (lost) {
            throw lost();
        }
    }

    /**
     * Lets go; a lock that cannot be given back is by whoever on this machine waits for it next, and ends by itself after
     * the metastore's {@code hive.txn.timeout}.
     */
    @Override
    public void close() {
        beating.ifPresent(beat -> beat.cancel(false));
        try {
            lease.read("unlock " + what, client -> {
                client.unlock(new UnlockRequest(id));
                return id;
            });
        } catch (BridgeException e) {
            NOT_RELEASED.add(id);
            log.warn("event=lock-not-released what=\"{}\" lock={} cause=\"{}\"", what, id, e.getMessage());
        }
    }

    // The holder's own connection may be waiting for an answer.
    private void beat() {
        HeartbeatRequest request = new HeartbeatRequest();
        request.setLockid(id);
        try (HmsLease own = connections.besides("keep the lock of " + what)) {
            own.read("keep the lock of " + what, client -> {
                client.heartbeat(request);
                return id;
            });
        } catch (BridgeException e) {
            lost |= e.code() == ErrorCode.CONFLICT;
            log.warn("event=lock-not-kept what=\"{}\" lock={} cause=\"{}\"", what, id, e.getMessage());
        }
    }

    private BridgeException lost() {
        return new BridgeException(
                ErrorCode.CONFLICT,
                "the lock of " + what + " was lost: the Hive Metastore says that it is gone; read it again and decide"
                        + " again");
    }
}
