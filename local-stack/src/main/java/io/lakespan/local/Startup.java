package io.lakespan.local;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to bring parts up: all of them are healthy in the end, or what it started is stopped again. */
final class Startup {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
    private static final Duration POLL = Duration.ofMillis(500);
    // A part that has been healthy may be slow for a moment and is then left alone.
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    // Who presses Ctrl-C wants his prompt back; what is still starting has nothing to lose by being killed.
    private static final Duration AT_EXIT = Duration.ofSeconds(3);

    private final StackContext context;
    private final PartProcesses processes;
    private final Progress progress;
    private final Deque<Part> startedHere = new ArrayDeque<>();
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final Object undoing = new Object();
    private volatile boolean cancelled;
    private volatile boolean exiting;

    Startup(StackContext context, PartProcesses processes, Progress progress) {
        this.context = context;
        this.processes = processes;
        this.progress = progress;
    }

    /** @param parts each after those it stands on */
    void run(List<Part> parts) {
        Thread hook = new Thread(this::undoAtExit, "undo-half-start");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            bringUpSideBySide(parts);
        } catch (BridgeException e) {
            undoUndisturbed();
            throw e;
        } finally {
            remove(hook);
        }
    }

    private void bringUpSideBySide(List<Part> parts) {
        Map<String, CompletableFuture<Void>> ready = new HashMap<>();
        CompletableFuture<Void> failed = new CompletableFuture<>();
        for (Part part : parts) {
            CompletableFuture<Void> up = all(part.after(), ready).thenRunAsync(() -> bringUp(part), pool);
            ready.put(part.name(), up.whenComplete((done, failure) -> passOn(Optional.ofNullable(failure), failed)));
        }
        try {
            CompletableFuture.anyOf(failed, all(ready.keySet(), ready)).get();
        } catch (ExecutionException e) {
            throw asBridgeException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BridgeException(ErrorCode.UNAVAILABLE, "the start was interrupted: nothing it began is left", e);
        } finally {
            end(Duration.ofMinutes(1));
        }
    }

    private static void passOn(Optional<Throwable> failure, CompletableFuture<Void> failed) {
        failure.ifPresent(failed::completeExceptionally);
    }

    private static CompletableFuture<Void> all(Iterable<String> names, Map<String, CompletableFuture<Void>> ready) {
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (String name : names) {
            all = all.thenCombine(ready.get(name), (a, b) -> a);
        }
        return all;
    }

    private static BridgeException asBridgeException(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof ExecutionException || cause instanceof CompletionException) {
            cause = cause.getCause();
        }
        return cause instanceof BridgeException known
                ? known
                : new BridgeException(ErrorCode.INTERNAL, "the stack could not be started: " + cause, cause);
    }

    // Interrupts what is still at work, so that the tools of a half made part are killed as well.
    private void end(Duration patience) {
        cancelled = true;
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            pool.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void bringUp(Part part) {
        Optional<RunRecord> running = processes.alive(part);
        if (running.isPresent() && recovers(part, running.get())) {
            return;
        }
        processes.stop(part);
        progress.part(part.name(), "preparing");
        part.prepare(context);
        RunRecord record = start(part);
        progress.part(part.name(), "starting");
        requireHealthy(part, record);
        processes.markReady(part, record);
        progress.part(part.name(), "ready at " + part.address(context));
    }

    private boolean recovers(Part part, RunRecord record) {
        boolean healthy = healthyWithin(record.ready() ? RECOVERY : part.patience(), part, record);
        if (healthy && !record.ready()) {
            processes.markReady(part, record);
        }
        progress.part(
                part.name(), healthy ? "runs already at " + part.address(context) : "does not answer, starting anew");
        return healthy;
    }

    private synchronized RunRecord start(Part part) {
        requireNotCancelled(part);
        startedHere.push(part);
        return processes.start(part);
    }

    private void requireNotCancelled(Part part) {
        if (cancelled) {
            throw new BridgeException(ErrorCode.UNAVAILABLE, "start of " + part.name() + " was given up");
        }
    }

    private void requireHealthy(Part part, RunRecord record) {
        if (healthyWithin(part.patience(), part, record)) {
            return;
        }
        requireNotCancelled(part);
        String what = record.process().isAlive()
                ? " does not answer after " + part.patience().toSeconds() + " s"
                : " ended while it started";
        throw new BridgeException(
                ErrorCode.UNAVAILABLE,
                part.name() + what + "; " + processes.log(part).ending(record.logFrom()));
    }

    private boolean healthyWithin(Duration time, Part part, RunRecord record) {
        long deadline = System.nanoTime() + time.toNanos();
        while (!cancelled && record.process().isAlive()) {
            if (part.healthy(context)) {
                return true;
            }
            if (System.nanoTime() > deadline || record.process().endsWithin(POLL)) {
                return false;
            }
        }
        return false;
    }

    private void undoAtExit() {
        exiting = true;
        end(AT_EXIT);
        undo();
    }

    /** Stops what this attempt has started; from the hook of a dying JVM as well as after a failure. */
    private void undo() {
        cancelled = true;
        // The hook waits for a failed start that is at it already: the JVM would be gone in the middle.
        synchronized (undoing) {
            begunHere().forEach(part -> processes.stop(part, farewell(part)));
        }
    }

    private Duration farewell(Part part) {
        return exiting && part.farewell().compareTo(AT_EXIT) > 0 ? AT_EXIT : part.farewell();
    }

    private synchronized List<Part> begunHere() {
        List<Part> begun = List.copyOf(startedHere);
        startedHere.clear();
        return begun;
    }

    // An interrupt that is kept for the caller would cut the waiting for each process short.
    private void undoUndisturbed() {
        boolean interrupted = Thread.interrupted();
        try {
            undo();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down and the hook is at work: there is nothing to take back.
            LOG.debug("hook=running");
        }
    }
}
