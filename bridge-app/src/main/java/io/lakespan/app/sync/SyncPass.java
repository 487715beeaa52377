package io.lakespan.app.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.wiring.Services;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.sync.Outcome;
import io.lakespan.sync.SideWriter;
import io.lakespan.sync.SyncExecutor;
import io.lakespan.sync.SyncOptions;
import io.lakespan.sync.SyncPlan;
import io.lakespan.sync.SyncPlanner;
import io.lakespan.sync.SyncReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** One pass over the databases of Glue and Atlas: read, plan, apply. */
public final class SyncPass {
    private final SyncReader reader;
    private final SyncExecutor executor;

    private SyncPass(SyncReader reader, SyncExecutor executor) {
        this.reader = requireNonNull(reader, "reader");
        this.executor = requireNonNull(executor, "executor");
    }

    public static SyncPass of(Services services) {
        return new SyncPass(
                new SyncReader(services.glue(), services.atlas(), services.agreements(), services.formats()),
                new SyncExecutor(
                        SideWriter.of(services.glue(), services.formats()),
                        SideWriter.of(services.atlas()),
                        services.agreements()));
    }

    /**
     * A plan for each database, sorted by name.
     *
     * @param only the databases to look at; empty for all
     * @throws BridgeException {@code NOT_FOUND} when a named database is on neither side
     */
    public List<SyncPlan> plan(Set<String> only, SyncOptions options) {
        List<SyncPlan> drafts = selected(only).stream()
                .map(database -> SyncPlanner.draft(reader.read(database), options))
                .toList();
        return SyncPlanner.complete(drafts, options);
    }

    /** Does what the plans say; the listener hears of each change as it is done. */
    public List<Outcome> apply(List<SyncPlan> plans, ApplyProgress progress) {
        progress.total(plans.stream().mapToInt(plan -> plan.changes().size()).sum());
        List<Outcome> outcomes = new ArrayList<>();
        plans.forEach(plan -> outcomes.addAll(executor.apply(plan, progress::done)));
        progress.end();
        return List.copyOf(outcomes);
    }

    private SortedSet<String> selected(Set<String> only) {
        SortedSet<String> all = reader.databases();
        if (only.isEmpty()) {
            return all;
        }
        SortedSet<String> selected = new TreeSet<>();
        only.forEach(name -> selected.add(known(name.toLowerCase(Locale.ROOT), all)));
        return selected;
    }

    private static String known(String name, SortedSet<String> all) {
        if (!all.contains(name)) {
            throw new BridgeException(
                    ErrorCode.NOT_FOUND,
                    "no database " + name + " in Glue or Atlas; there are: " + String.join(", ", all));
        }
        return name;
    }
}
