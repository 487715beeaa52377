package io.lakespan.app.state;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time on the database's server: machines that share it need not agree on theirs. */
final class ServerClock extends Clock {
    private final StateConnections connections;

    ServerClock(StateConnections connections) {
        this.connections = connections;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(connections.with(handle -> handle.createQuery(
                        "SELECT CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS BIGINT)")
                .mapTo(Long.class)
                .one()));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a server's clock shows UTC alone");
    }
}
