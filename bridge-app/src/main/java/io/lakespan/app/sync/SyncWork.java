package io.lakespan.app.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.sync.Outcome;
import io.lakespan.sync.SyncPlan;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What the commands do with a pair: plan it, apply a plan. */
public final class SyncWork {
    private final Pair pair;
    private final SyncPass pass;

    private SyncWork(Pair pair, SyncPass pass) {
        this.pair = requireNonNull(pair, "pair");
        this.pass = requireNonNull(pass, "pass");
    }

    public static SyncWork of(Pair pair, PassListener listener) {
        return new SyncWork(pair, SyncPass.of(pair, listener));
    }

    /** What would be done now; nothing is written anywhere. */
    public List<SyncPlan> plan(PlanRequest request) {
        return pass.plan(request.selection(), request.options(List.of()));
    }

    /** Does it until it is told to stop. */
    public List<Outcome> apply(List<SyncPlan> plans, BooleanSupplier stopping) {
        return pass.apply(plans, stopping);
    }

    /** The name under which the pair is remembered. */
    public String pairName() {
        return pair.name();
    }
}
