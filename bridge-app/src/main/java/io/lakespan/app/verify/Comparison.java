package io.lakespan.app.verify;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares tables of a MySQL server with tables of the lake: by count, and by a checksum over every column of every
 * row that does not depend on the rows' order.
 *
 * <p>Each table is compared as it was at one moment on either side, so the result means something only while nobody
 * writes. A mismatch is a result; only what keeps the comparison from being made is thrown. Memory does not grow with
 * the tables.
 */
public final class Comparison {
    private static final int AT_A_TIME = 2;
    private static final int DIFFERENCES = 20;

    private final MySqlServer server;
    private final LakeTables lake;
    private final ComparisonListener listener;

    public Comparison(MySqlServer server, LakeTables lake, ComparisonListener listener) {
        this.server = requireNonNull(server, "server");
        this.lake = requireNonNull(lake, "lake");
        this.listener = requireNonNull(listener, "listener");
    }

    /**
     * Compares the pairs, two at a time, naming up to 20 differing rows of each.
     *
     * @throws BridgeException {@code UNAVAILABLE}, {@code UNAUTHENTICATED} or {@code PERMISSION_DENIED} when either
     *     side cannot be read, {@code CORRUPT} when the lake's files are damaged
     */
    public ComparisonReport compare(List<TablePair> pairs) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<TableComparison>> running = pairs.stream()
                    .map(pair -> threads.submit(() -> compare(pair)))
                    .toList();
            return new ComparisonReport(running.stream().map(Comparison::joined).toList());
        } finally {
            threads.shutdownNow();
        }
    }

    private TableComparison compare(TablePair pair) {
        listener.started(pair);
        TableComparison result = new TableCheck(pair, listener, DIFFERENCES).run(server, lake);
        listener.finished(result);
        return result;
    }

    private static TableComparison joined(Future<TableComparison> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BridgeException(ErrorCode.UNAVAILABLE, "the comparison was interrupted; run it again", e);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }
}
