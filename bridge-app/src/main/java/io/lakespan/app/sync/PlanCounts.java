package io.lakespan.app.sync;

import io.lakespan.sync.Change;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many tables and databases changes touch, by what is done to them.
 *
 * @param updated on the right side
 * @param writtenBack on the left side; a change of both sides counts in both
 */
public record PlanCounts(int created, int updated, int writtenBack, int renamed, int dropped) {

    public static PlanCounts of(List<Change> changes) {
        PlanCounts counts = new PlanCounts(0, 0, 0, 0, 0);
        for (Change change : changes) {
            counts = counts.plus(of(change));
        }
        return counts;
    }

    private static PlanCounts of(Change change) {
        return change.match(new Change.Cases<>(
                create -> new PlanCounts(1, 0, 0, 0, 0),
                create -> new PlanCounts(1, 0, 0, 0, 0),
                PlanCounts::of,
                rename -> new PlanCounts(0, 0, 0, 1, 0),
                drop -> new PlanCounts(0, 0, 0, 0, 1),
                drop -> new PlanCounts(0, 0, 0, 0, 1),
                copy -> new PlanCounts(0, 1, 0, 0, 0),
                agree -> new PlanCounts(0, 0, 0, 0, 0)));
    }

    private static PlanCounts of(Change.Merge merge) {
        return new PlanCounts(0, merge.right().isPresent() ? 1 : 0, merge.left().isPresent() ? 1 : 0, 0, 0);
    }

    /** The counts by the names the history and the JSON report use. */
    SortedMap<String, Long> byName() {
        return new TreeMap<>(Map.of(
                "created", (long) created,
                "updated", (long) updated,
                "written-back", (long) writtenBack,
                "renamed", (long) renamed,
                "dropped", (long) dropped));
    }

    private PlanCounts plus(PlanCounts other) {
        return new PlanCounts(
                created + other.created,
                updated + other.updated,
                writtenBack + other.writtenBack,
                renamed + other.renamed,
                dropped + other.dropped);
    }
}
