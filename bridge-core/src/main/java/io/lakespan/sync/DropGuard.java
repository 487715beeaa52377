package io.lakespan.sync;

import static io.lakespan.sync.Finding.Kind.HELD_DROPS;

import java.util.ArrayList;
import java.util.List;

/** Holds back the drops of a database when they are more than anybody would do on purpose. */
final class DropGuard {
    private DropGuard() {}

    static SyncPlan guarded(SyncPlan plan, SyncOptions options) {
        long drops = plan.changes().stream()
                .filter(Change.DropTable.class::isInstance)
                .count();
        int limit = options.dropLimit(plan.tables());
        return drops <= limit ? plan : holding(plan, drops, limit);
    }

    private static SyncPlan holding(SyncPlan plan, long drops, int limit) {
        List<Change> others = plan.changes().stream()
                .filter(change -> !(change instanceof Change.DropTable || change instanceof Change.DropDatabase))
                .toList();
        List<Finding> findings = new ArrayList<>(plan.findings());
        findings.add(new Finding(
                HELD_DROPS,
                plan.database(),
                "%d of %d tables would be dropped, more than the %d that pass without asking; --allow-drops %d lets them pass"
                        .formatted(drops, plan.tables(), limit, drops)));
        return plan.with(others, findings);
    }
}
