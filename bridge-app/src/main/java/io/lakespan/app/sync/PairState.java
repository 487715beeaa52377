package io.lakespan.app.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.state.StateDatabase;
import io.lakespan.app.state.SyncLease;
import io.lakespan.app.state.SyncRuns;
import io.lakespan.spi.AgreementStore;
import io.lakespan.spi.ConflictInbox;
import java.util.function.Function;

/**
 * What is remembered of a pair.
 *
 * @param lease the right to sync it, for whoever names himself
 */
public record PairState(
        AgreementStore agreements, ConflictInbox conflicts, SyncRuns runs, Function<String, SyncLease> lease) {
    public PairState {
        requireNonNull(agreements, "agreements");
        requireNonNull(conflicts, "conflicts");
        requireNonNull(runs, "runs");
        requireNonNull(lease, "lease");
    }

    public static PairState of(StateDatabase state, String pair) {
        return new PairState(
                state.agreements(pair),
                state.conflicts(pair),
                state.syncRuns(pair),
                holder -> state.lease(pair, holder));
    }
}
