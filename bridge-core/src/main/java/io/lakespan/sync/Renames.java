package io.lakespan.sync;

import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.Versioned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the tables that a plan would drop in one place and create in another: the same table under a new name, which has
 * to keep its entity, tags and lineage.
 *
 * <p>A table is known by the identity its format gives it. Hudi gives none; there the base path, which a rename in a
 * catalog does not change, stands for it.
 */
final class Renames {
    private final Map<String, Change.DropTable> left = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final SyncOptions options;

    private Renames(List<SyncPlan> drafts, SyncOptions options) {
        this.options = options;
        drafts.stream()
                .flatMap(draft -> draft.changes().stream())
                .filter(Change.DropTable.class::isInstance)
                .map(Change.DropTable.class::cast)
                .forEach(this::gone);
    }

    static List<SyncPlan> recognised(List<SyncPlan> drafts, SyncOptions options) {
        Renames renames = new Renames(drafts, options);
        Set<Change.DropTable> followed = new HashSet<>();
        List<SyncPlan> plans = new ArrayList<>();
        for (SyncPlan draft : drafts) {
            plans.add(draft.withChanges(draft.changes().stream()
                    .map(change -> renames.renamed(change, followed))
                    .toList()));
        }
        return plans.stream()
                .map(plan -> plan.withChanges(plan.changes().stream()
                        .filter(change -> !(change instanceof Change.DropTable drop && followed.contains(drop)))
                        .toList()))
                .toList();
    }

    private void gone(Change.DropTable drop) {
        drop.seen().flatMap(Renames::identity).ifPresent(identity -> {
            if (left.put(identity, drop) != null) {
                ambiguous.add(identity);
            }
        });
    }

    private Change renamed(Change change, Set<Change.DropTable> followed) {
        if (!(change instanceof Change.CreateTable create)) {
            return change;
        }
        Optional<Change.DropTable> from = identity(create.table())
                .filter(identity -> !ambiguous.contains(identity))
                .map(left::get)
                .filter(followed::add);
        return from.<Change>map(drop -> rename(drop, create)).orElse(change);
    }

    private Change.RenameTable rename(Change.DropTable drop, Change.CreateTable create) {
        Table there = drop.seen().orElseThrow();
        TableMerge merge = TableMerge.of(
                Optional.of(drop.agreed()),
                new TableMerge.Sides(create.seen(), Versioned.of(there, drop.expected())),
                options);
        return new Change.RenameTable(drop.ref(), merge.change());
    }

    private static Optional<String> identity(Table table) {
        if (table.uuid().isPresent()) {
            return table.uuid();
        }
        return table.format() == TableFormat.HUDI ? table.location() : Optional.empty();
    }
}
