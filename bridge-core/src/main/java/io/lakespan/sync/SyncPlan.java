package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What a pass will do to one database, and what it found: the very value that is printed and then executed. */
public record SyncPlan(String database, List<Change> changes, List<Finding> findings) {
    public SyncPlan {
        requireNonNull(database, "database");
        changes = List.copyOf(changes);
        findings = List.copyOf(findings);
    }

    /** Whether the right side stays as it is. */
    public boolean writesNothing() {
        return changes.stream().allMatch(Change.Agree.class::isInstance);
    }

    public boolean found(Finding.Kind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }
}
