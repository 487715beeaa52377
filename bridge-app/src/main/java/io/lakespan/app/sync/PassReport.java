package io.lakespan.app.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.state.SyncRun;
import io.lakespan.sync.Outcome;
import io.lakespan.sync.SyncPlan;
import java.util.List;
import java.util.SortedMap;

/**
 * What a pass planned and what became of it.
 *
 * @param calls how often each service was called, by name such as {@code glue.GetTables}
 */
public record PassReport(List<SyncPlan> plans, List<Outcome> outcomes, SyncRun run, SortedMap<String, Long> calls) {
    public PassReport {
        plans = List.copyOf(plans);
        outcomes = List.copyOf(outcomes);
        requireNonNull(run, "run");
        requireNonNull(calls, "calls");
    }
}
