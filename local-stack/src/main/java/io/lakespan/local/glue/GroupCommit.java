package io.lakespan.local.glue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The one writer of the catalog's file. What waits is done in one transaction, so that many clients share the cost of
 * one forced write to disk; each learns its result after the commit only.
 */
final class GroupCommit implements AutoCloseable {
    private static final int LARGEST_GROUP = 256;
    private static final String SAVEPOINT = "one";

    private final Handle handle;
    private final BlockingQueue<Work<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "glue-writer");
    private final Work<Boolean> end = new Work<>(session -> true);

    private GroupCommit(Handle handle) {
        this.handle = handle;
    }

    /** Takes the handle over, and closes it when closed. */
    static GroupCommit over(Handle handle) {
        GroupCommit writer = new GroupCommit(handle);
        writer.thread.start();
        return writer;
    }

    /**
     * Does the work alone, and wholly or not at all; it is on disk when this returns.
     *
     * @throws GlueError that of the work
     */
    <T> T write(Function<Session, T> work) {
        Work<T> pending = new Work<>(work);
        queue.add(pending);
        try {
            return pending.result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof GlueError error ? error : e;
        }
    }

    /** Ends after all that was asked for before. */
    @Override
    public void close() {
        queue.add(end);
        end.result.join();
    }

    private void run() {
        List<Work<?>> group = new ArrayList<>();
        try {
            while (!group.contains(end)) {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group, LARGEST_GROUP - 1);
                commit(group);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            handle.close();
            group.forEach(Work::publish);
        }
    }

    private void commit(List<Work<?>> group) {
        try {
            handle.useTransaction(transaction -> group.forEach(work -> work.run(transaction)));
        } catch (RuntimeException e) {
            group.forEach(work -> work.fail(e));
        }
        // The end is told when the file is closed.
        group.stream().filter(work -> work != end).forEach(Work::publish);
    }

    private static final class Work<T> {
        private final Function<Session, T> work;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private Runnable outcome = () -> {};

        Work(Function<Session, T> work) {
            this.work = work;
        }

        /** Leaves no trace when the work fails, so that the rest of the group goes on. */
        void run(Handle transaction) {
            transaction.savepoint(SAVEPOINT);
            try {
                T value = work.apply(new Session(transaction));
                transaction.releaseSavepoint(SAVEPOINT);
                outcome = () -> result.complete(value);
            } catch (RuntimeException e) {
                transaction.rollbackToSavepoint(SAVEPOINT);
                fail(e);
            }
        }

        void fail(RuntimeException cause) {
            outcome = () -> result.completeExceptionally(cause);
        }

        void publish() {
            outcome.run();
        }
    }
}
