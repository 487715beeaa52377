package io.lakespan.app.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.spi.Capability;
import io.lakespan.spi.ConflictInbox;
import io.lakespan.sync.DatabasePair;
import io.lakespan.sync.Outcome;
import io.lakespan.sync.PartitionMirror;
import io.lakespan.sync.SideWriter;
import io.lakespan.sync.SyncExecutor;
import io.lakespan.sync.SyncOptions;
import io.lakespan.sync.SyncPlan;
import io.lakespan.sync.SyncPlanner;
import io.lakespan.sync.SyncReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** One pass over a pair of catalogs: read, plan, apply; databases side by side, a database by one thread at a time. */
public final class SyncPass {
    private static final int DATABASES_AT_ONCE = 4;

    private final SyncReader reader;
    private final SyncExecutor executor;
    private final Set<Capability> right;
    private final ConflictInbox conflicts;
    private final Optional<PartitionMirror> partitions;
    private final PassListener listener;

    private SyncPass(Pair pair, PassListener listener) {
        this.reader = new SyncReader(pair.left(), pair.right(), pair.state().agreements(), pair.formats());
        this.executor = new SyncExecutor(
                SideWriter.of(pair.left(), pair.formats()),
                SideWriter.of(pair.right()),
                pair.state().agreements());
        this.right = pair.right().capabilities();
        this.conflicts = pair.state().conflicts();
        this.partitions = pair.partitions();
        this.listener = requireNonNull(listener, "listener");
    }

    public static SyncPass of(Pair pair, PassListener listener) {
        return new SyncPass(pair, listener);
    }

    /**
     * A plan for each selected database, sorted by name.
     *
     * @throws BridgeException {@code NOT_FOUND} when a pattern names no database of either side
     */
    public List<SyncPlan> plan(Selection selection, SyncOptions options) {
        SortedSet<String> all = reader.databases();
        selection.requireKnown(all);
        SortedSet<String> selected = new TreeSet<>(all);
        selected.removeIf(database -> !selection.touches(database));
        listener.reading(selected.size());
        List<SyncPlan> drafts = sideBySide(selected.stream()
                .<Callable<SyncPlan>>map(database -> () -> draft(database, options))
                .toList());
        return SyncPlanner.complete(drafts, options, new SyncPlanner.Scope(right, selection.names()));
    }

    /** Does what the plans say until it is told to stop; outcomes in the plans' order. */
    public List<Outcome> apply(List<SyncPlan> plans, BooleanSupplier stopping) {
        listener.writing(plans.stream().mapToInt(plan -> plan.changes().size()).sum());
        List<List<Outcome>> outcomes = sideBySide(plans.stream()
                .<Callable<List<Outcome>>>map(plan -> () -> executor.apply(plan, listener::done, stopping))
                .toList());
        listener.end();
        return outcomes.stream().flatMap(List::stream).toList();
    }

    private SyncPlan draft(String database, SyncOptions options) {
        SyncOptions decided = options.withResolved(conflicts.resolutions(database));
        DatabasePair read = reader.read(database);
        SyncPlan planned = SyncPlanner.draft(read, decided);
        SyncPlan draft = partitions.map(mirror -> mirror.with(planned, read)).orElse(planned);
        listener.read(draft);
        return draft;
    }

    private static <T> List<T> sideBySide(List<Callable<T>> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(DATABASES_AT_ONCE);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BridgeException(ErrorCode.UNAVAILABLE, "the pass was interrupted", e);
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static RuntimeException rethrown(ExecutionException e) {
        if (e.getCause() instanceof BridgeException known) {
            return known;
        }
        return new BridgeException(ErrorCode.INTERNAL, "a pass failed: " + e.getCause(), e.getCause());
    }
}
