package io.lakespan.app.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.state.Holder;
import io.lakespan.app.state.SyncLease;
import io.lakespan.app.state.SyncRun;
import io.lakespan.app.state.SyncRun.State;
import io.lakespan.error.BridgeException;
import io.lakespan.sync.Change;
import io.lakespan.sync.Conflict;
import io.lakespan.sync.Finding;
import io.lakespan.sync.Outcome;
import io.lakespan.sync.SyncPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What is done with a pair: planning it; and whole passes, one at a time, each remembered. */
public final class SyncWork {
    private final Pair pair;
    private final SyncPass pass;
    private final SyncRun.Trigger trigger;

    private SyncWork(Pair pair, SyncPass pass, SyncRun.Trigger trigger) {
        this.pair = requireNonNull(pair, "pair");
        this.pass = requireNonNull(pass, "pass");
        this.trigger = requireNonNull(trigger, "trigger");
    }

    public static SyncWork of(Pair pair, PassListener listener) {
        return new SyncWork(pair, SyncPass.of(pair, listener), SyncRun.Trigger.MANUAL);
    }

    /** The same work for a schedule. */
    SyncWork scheduled() {
        return new SyncWork(pair, pass, SyncRun.Trigger.WATCH);
    }

    /** What would be done now; nothing is written anywhere. */
    public List<SyncPlan> plan(PlanRequest request) {
        return pass.plan(request.selection(), request.options());
    }

    /** How often each service was called so far. */
    public SortedMap<String, Long> calls() {
        SortedMap<String, Long> calls = new TreeMap<>();
        pair.left().calls().forEach((name, count) -> calls.put(pair.left().name() + "." + name, count));
        pair.right().calls().forEach((name, count) -> calls.put(pair.right().name() + "." + name, count));
        return calls;
    }

    /**
     * Plans and does it, until it is told to stop.
     *
     * @param check looks at the plans before anything is done, and throws when they are not to be done
     * @throws BridgeException {@code CONFLICT} when another process syncs the pair
     */
    public PassReport apply(PlanRequest request, Consumer<List<SyncPlan>> check, BooleanSupplier stopping) {
        try (SyncLease lease = pair.state().lease().apply(Holder.ofThisProcess())) {
            SyncRun run = pair.state().runs().start(Holder.ofThisProcess(), trigger);
            try {
                long reading = System.nanoTime();
                List<SyncPlan> plans = plan(request);
                run = run.planned(since(reading));
                check.accept(plans);
                remember(plans, request);
                long writing = System.nanoTime();
                List<Outcome> outcomes = pass.apply(plans, () -> stopping.getAsBoolean() || !lease.held());
                return ended(run.applied(since(writing)), plans, outcomes);
            } catch (BridgeException e) {
                end(run, State.FAILED, new TreeMap<>(), Optional.of(e.getMessage()));
                throw e;
            }
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** A pass over a part of a database knows nothing of its other conflicts. */
    private void remember(List<SyncPlan> plans, PlanRequest request) {
        for (SyncPlan plan : plans) {
            if (!plan.found(Finding.Kind.UNDECIDED)) {
                List<Conflict> found = new ArrayList<>(plan.conflicts());
                pair.state().conflicts().entries(plan.database()).stream()
                        .map(entry -> entry.conflict())
                        .filter(conflict -> !request.selection().names().test(conflict.subject()))
                        .forEach(found::add);
                pair.state().conflicts().replace(plan.database(), found);
            }
        }
    }

    private PassReport ended(SyncRun run, List<SyncPlan> plans, List<Outcome> outcomes) {
        SortedMap<String, Long> counts = PlanCounts.of(applied(outcomes)).byName();
        long failed = outcomes.stream().filter(Outcome.Failed.class::isInstance).count();
        long planned = plans.stream().mapToLong(plan -> plan.changes().size()).sum();
        counts.put("failed", failed);
        counts.put("not-begun", planned - outcomes.size());
        boolean wholly = failed == 0 && planned == outcomes.size() && !PlanText.held(plans);
        SyncRun ended = end(run, wholly ? State.DONE : State.PARTLY, counts, firstTrouble(plans, outcomes));
        return new PassReport(plans, outcomes, ended, calls());
    }

    private SyncRun end(SyncRun run, State state, SortedMap<String, Long> counts, Optional<String> message) {
        SyncRun ended = run.ended(state, counts, calls(), message);
        pair.state().runs().end(ended);
        return ended;
    }

    private static Optional<String> firstTrouble(List<SyncPlan> plans, List<Outcome> outcomes) {
        Optional<String> failure = outcomes.stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .map(failed -> failed.change().subject() + ": " + failed.message())
                .findFirst();
        return failure.or(() -> plans.stream()
                .flatMap(plan -> plan.findings().stream())
                .filter(finding -> finding.kind() == Finding.Kind.HELD_DROPS
                        || finding.kind() == Finding.Kind.CONFLICT
                        || finding.kind() == Finding.Kind.UNDECIDED)
                .map(finding -> finding.subject() + ": " + finding.detail())
                .findFirst());
    }

    private static List<Change> applied(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Applied.class::isInstance)
                .map(Outcome::change)
                .toList();
    }

    /** The name under which the pair is remembered. */
    public String pairName() {
        return pair.name();
    }
}
