package io.lakespan.sync;

import io.lakespan.model.Modification;
import java.time.Instant;
import java.util.Optional;

/** Decides a conflict: by a person's word on it, else by the policy. */
final class Winner {
    private Winner() {}

    /** The side that wins; empty when the conflict waits. */
    static Optional<Side> of(Conflict conflict, SyncOptions options) {
        return options.resolved().stream()
                .filter(resolution -> resolution.conflict().sameAs(conflict))
                .findFirst()
                .map(SyncOptions.Resolution::winner)
                .or(() -> byPolicy(conflict, options.policy()));
    }

    private static Optional<Side> byPolicy(Conflict conflict, ConflictPolicy policy) {
        return switch (policy) {
            case HOLD -> Optional.empty();
            case PREFER_CATALOG -> Optional.of(Side.LEFT);
            case PREFER_ATLAS -> Optional.of(Side.RIGHT);
            case NEWEST -> newest(conflict);
        };
    }

    private static Optional<Side> newest(Conflict conflict) {
        Optional<Instant> left = conflict.left().modified().map(Modification::at);
        Optional<Instant> right = conflict.right().modified().map(Modification::at);
        if (left.isEmpty() || right.isEmpty() || left.equals(right)) {
            return Optional.empty();
        }
        return Optional.of(left.get().isAfter(right.get()) ? Side.LEFT : Side.RIGHT);
    }
}
