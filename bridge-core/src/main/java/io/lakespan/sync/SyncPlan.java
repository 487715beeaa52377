package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a pass will do to one database, and what it found: the very value that is printed and then executed.
 *
 * @param tables how many tables the right side has there, which the guard on drops measures against
 * @param conflicts the conflicts among the findings, as values
 * @param unread identities of tables that were agreed on here, when the database could not be read: they may be anywhere
 */
public record SyncPlan(
        String database,
        int tables,
        List<Change> changes,
        List<Finding> findings,
        List<Conflict> conflicts,
        SortedSet<String> unread) {
    public SyncPlan {
        requireNonNull(database, "database");
        changes = List.copyOf(changes);
        findings = List.copyOf(findings);
        conflicts = List.copyOf(conflicts);
        unread = Collections.unmodifiableSortedSet(new TreeSet<>(unread));
    }

    /** A plan that does nothing, for this reason. */
    static SyncPlan undecided(String database, Finding finding, SortedSet<String> unread) {
        return new SyncPlan(database, 0, List.of(), List.of(finding), List.of(), unread);
    }

    SyncPlan withChanges(List<Change> others) {
        return new SyncPlan(database, tables, others, findings, conflicts, unread);
    }

    /** Without what was found about these subjects. */
    SyncPlan without(List<String> subjects) {
        return new SyncPlan(
                database,
                tables,
                changes,
                findings.stream()
                        .filter(finding -> !subjects.contains(finding.subject()))
                        .toList(),
                conflicts.stream()
                        .filter(conflict -> !subjects.contains(conflict.subject()))
                        .toList(),
                unread);
    }

    /** With these found, too. */
    SyncPlan finding(List<Finding> more, List<Conflict> moreConflicts) {
        return new SyncPlan(
                database,
                tables,
                changes,
                Stream.concat(findings.stream(), more.stream()).toList(),
                Stream.concat(conflicts.stream(), moreConflicts.stream()).toList(),
                unread);
    }

    SyncPlan with(List<Change> others, List<Finding> found) {
        return new SyncPlan(database, tables, others, found, conflicts, unread);
    }

    /**
     * What is left when only these names, {@code database} or {@code database.table}, are looked at. The rest is neither
     * done nor undone; a database that is missing is created with any of its tables.
     */
    public SyncPlan restrictedTo(Predicate<String> names) {
        return new SyncPlan(
                database,
                tables,
                changes.stream().filter(change -> needed(change, names)).toList(),
                findings.stream()
                        .filter(finding -> names.test(finding.subject()))
                        .toList(),
                conflicts.stream()
                        .filter(conflict -> names.test(conflict.subject()))
                        .toList(),
                unread);
    }

    private static boolean needed(Change change, Predicate<String> names) {
        if (change instanceof Change.RenameTable rename) {
            return names.test(rename.from().toString())
                    || names.test(rename.to().toString());
        }
        return change instanceof Change.CreateDatabase || names.test(change.subject());
    }

    /** Whether both sides stay as they are. */
    public boolean writesNothing() {
        return changes.stream().allMatch(Change.Agree.class::isInstance);
    }

    public boolean found(Finding.Kind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }
}
