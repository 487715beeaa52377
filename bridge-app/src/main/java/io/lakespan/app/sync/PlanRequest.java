package io.lakespan.app.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.sync.ConflictPolicy;
import io.lakespan.sync.SyncOptions;
import io.lakespan.sync.SyncOptions.Direction;
import java.util.List;

/** What a plan is asked for with; the same request on the same catalogs gives the same plan. */
public record PlanRequest(
        CatalogName from,
        CatalogName to,
        Selection selection,
        ConflictPolicy policy,
        int allowedDrops,
        Direction direction) {
    public PlanRequest {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(selection, "selection");
        requireNonNull(policy, "policy");
        requireNonNull(direction, "direction");
    }

    /** Glue and Atlas, everything, both ways. */
    public static PlanRequest defaults() {
        return between(CatalogName.GLUE, CatalogName.ATLAS);
    }

    /** Everything between two catalogs, both ways where Atlas is one of them. */
    public static PlanRequest between(CatalogName from, CatalogName to) {
        Direction direction = to == CatalogName.ATLAS ? Direction.BOTH : Direction.MIRROR;
        return new PlanRequest(from, to, Selection.everything(), ConflictPolicy.HOLD, 0, direction);
    }

    public PlanRequest withSelection(Selection value) {
        return new PlanRequest(from, to, value, policy, allowedDrops, direction);
    }

    /** For the planner. */
    public SyncOptions options() {
        return new SyncOptions(policy, allowedDrops, direction, List.of());
    }
}
