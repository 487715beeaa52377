package io.lakespan.hms;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few connections, lent out one at a time; a server that does not answer is passed over for the next. */
final class HmsConnections implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HmsConnections.class);

    private final HmsConfig config;
    private final Optional<KerberosLogin> login;
    private final CallCounts counts = new CallCounts();
    private final Semaphore permits;
    private final Deque<HmsConnection> idle = new ConcurrentLinkedDeque<>();
    private volatile int answering;
    private volatile boolean closed;

    HmsConnections(HmsConfig config, Clock clock) {
        this.config = config;
        this.login = config.kerberos().map(kerberos -> new KerberosLogin(kerberos, clock));
        this.permits = new Semaphore(config.connections(), true);
    }

    /** Waits for a connection that the caller gives back by closing the lease. */
    HmsLease lease(String what) {
        acquire(what);
        try {
            HmsConnection waiting = idle.pollFirst();
            return new HmsLease(this, waiting == null ? opened(what) : waiting, this::takeBack);
        } catch (RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    SortedMap<String, Long> calls() {
        return counts.byName();
    }

    /** A connection of its own, beyond those that are lent out. */
    HmsLease besides(String what) {
        return new HmsLease(this, opened(what), connection -> connection.ifPresent(HmsConnection::close));
    }

    /** A new connection to the first server that answers, the last good one first. */
    HmsConnection opened(String what) {
        List<String> refusals = new ArrayList<>();
        List<URI> servers = config.uris();
        int first = answering;
        for (int index : IntStream.range(0, servers.size())
                .map(i -> (first + i) % servers.size())
                .toArray()) {
            try {
                HmsConnection connection = HmsConnection.open(servers.get(index), config, login, counts);
                answering = index;
                return connection;
            } catch (TException e) {
                requireLost(what, e);
                log.info("event=metastore-not-reached server={} cause=\"{}\"", servers.get(index), e.getMessage());
                refusals.add(servers.get(index) + " (" + e.getMessage() + ")");
            }
        }
        throw new BridgeException(
                ErrorCode.UNAVAILABLE,
                "the Hive Metastore could not " + what + ": no server answers, neither "
                        + String.join(" nor ", refusals) + "; check that one runs, and hms.uris");
    }

    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    /** An error that is not the network's will be the same on the next server. */
    private static void requireLost(String what, TException e) {
        BridgeException translated = HmsErrors.translated(HmsErrors.Effect.NONE, what, e);
        if (translated.code() != ErrorCode.UNAVAILABLE) {
            throw translated;
        }
    }

    private void takeBack(Optional<HmsConnection> connection) {
        connection.ifPresent(idle::addFirst);
        permits.release();
        if (closed) {
            closeIdle();
        }
    }

    private void closeIdle() {
        for (HmsConnection each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
            each.close();
        }
    }

    private void acquire(String what) {
        if (closed) {
            throw new IllegalStateException("the catalog is closed: could not " + what);
        }
        try {
            if (!permits.tryAcquire(config.timeouts().call().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BridgeException(
                        ErrorCode.UNAVAILABLE,
                        "could not " + what + ": all " + config.connections() + " connections to the Hive Metastore"
                                + " are in use for longer than "
                                + config.timeouts().call()
                                + "; raise hms.connections");
            }
        } catch (InterruptedException e) {
            throw Waiting.interrupted(what, e);
        }
    }
}
