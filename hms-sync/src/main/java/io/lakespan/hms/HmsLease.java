package io.lakespan.hms;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.TException;

/** A connection for the time of one task. */
final class HmsLease implements AutoCloseable {
    private final HmsConnections connections;
    private final Consumer<Optional<HmsConnection>> giveBack;
    private Optional<HmsConnection> connection;

    HmsLease(HmsConnections connections, HmsConnection connection, Consumer<Optional<HmsConnection>> giveBack) {
        this.connections = connections;
        this.connection = Optional.of(connection);
        this.giveBack = giveBack;
    }

    /** A call of the metastore. */
    @FunctionalInterface
    interface Call<T> {
        T on(ThriftHiveMetastore.Client client) throws TException;
    }

    /** A call of the metastore without an answer. */
    @FunctionalInterface
    interface Command {
        void on(ThriftHiveMetastore.Client client) throws TException;
    }

    /**
     * Reads; over a new connection when the old one turns out to be dead.
     *
     * @param what such as {@code list the databases}
     */
    <T> T read(String what, Call<T> call) {
        return find(what, call)
                .orElseThrow(() -> new BridgeException(
                        ErrorCode.NOT_FOUND, "the Hive Metastore could not " + what + ": it is not there"));
    }

    /** Reads what may not be there: empty when the metastore says that it is not. */
    <T> Optional<T> find(String what, Call<T> call) {
        try {
            return found(what, call);
        } catch (TException e) {
            throw HmsErrors.translated(HmsErrors.Effect.NONE, what, e);
        }
    }

    /** Whether the server is too old to know this call. */
    <T> boolean lacks(String what, Call<T> call) {
        try {
            found(what, call);
            return false;
        } catch (TException e) {
            if (HmsErrors.isUnknownMethod(e)) {
                return true;
            }
            throw HmsErrors.translated(HmsErrors.Effect.NONE, what, e);
        }
    }

    /** Calls what must not be called twice and changes no entry. */
    <T> T once(String what, Call<T> call) {
        try {
            return attempt(what, call);
        } catch (TException e) {
            throw HmsErrors.translated(HmsErrors.Effect.NONE, what, e);
        }
    }

    /** Writes; when the answer is lost, nobody knows whether it happened. */
    void write(String what, Command command) {
        HmsConnection open = connected(what);
        try {
            commanded(open, command);
        } catch (TException e) {
            throw HmsErrors.translated(HmsErrors.Effect.WRITE, what, e);
        }
    }

    /** Takes away what may be gone already. */
    void remove(String what, Command command) {
        HmsConnection open = connected(what);
        try {
            commanded(open, command);
        } catch (TException e) {
            if (!HmsErrors.isAbsence(e)) {
                throw HmsErrors.translated(HmsErrors.Effect.WRITE, what, e);
            }
        }
    }

    /** Reads after a write that happened; when that fails, the write's caller must not think that nothing happened. */
    static <T> T afterwards(String what, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (BridgeException e) {
            throw new BridgeException(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "the Hive Metastore was told to " + what + " and could not be asked for the result: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        giveBack.accept(connection);
    }

    private <T> Optional<T> found(String what, Call<T> call) throws TException {
        boolean used = connection.isPresent();
        try {
            return Optional.of(attempt(what, call));
        } catch (TException e) {
            if (HmsErrors.isAbsence(e)) {
                return Optional.empty();
            }
            if (used && HmsErrors.isStale(e)) {
                return found(what, call);
            }
            throw e;
        }
    }

    private void commanded(HmsConnection open, Command command) throws TException {
        attempt(open, client -> {
            command.on(client);
            return client;
        });
    }

    private <T> T attempt(String what, Call<T> call) throws TException {
        return attempt(connected(what), call);
    }

    private <T> T attempt(HmsConnection open, Call<T> call) throws TException {
        try {
            return call.on(open.client());
        } catch (TException e) {
            if (HmsErrors.breaksConnection(e)) {
                open.close();
                connection = Optional.empty();
            }
            throw e;
        }
    }

    private HmsConnection connected(String what) {
        if (connection.isEmpty()) {
            connection = Optional.of(connections.opened(what));
        }
        return connection.get();
    }
}
