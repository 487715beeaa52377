package io.lakespan.sync;

import static io.lakespan.sync.Finding.Kind.CONFLICT;
import static io.lakespan.sync.Finding.Kind.DRIFT;
import static io.lakespan.sync.Finding.Kind.NOT_WRITTEN_BACK;

import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The three-way merge of one table, facet by facet, from the left to the right side. */
final class TableMerge {
    private final Optional<Table> agreed;
    private final Table before;
    private final Table left;
    private final Table right;
    private final ConflictPolicy policy;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Facet> written = EnumSet.noneOf(Facet.class);
    private final Set<Facet> open = EnumSet.noneOf(Facet.class);
    private Table target;
    private Table base;

    private TableMerge(Optional<Table> agreed, Table left, Table right, ConflictPolicy policy) {
        this.agreed = agreed;
        // Before the first agreement nobody has said anything: what only one side has is that side's addition.
        this.before = agreed.orElseGet(() -> Table.of(left.ref(), left.format(), Schema.empty()));
        this.left = left;
        this.right = right;
        this.policy = policy;
        this.target = right;
        this.base = before;
    }

    static TableMerge of(Optional<Table> agreed, Table left, Table right, ConflictPolicy policy) {
        TableMerge merge = new TableMerge(agreed, left, right, policy);
        for (Facet facet : Facet.values()) {
            merge.merge(facet);
        }
        merge.base = merge.base.withParameters(left.parameters());
        return merge;
    }

    /** The right side as it is to be. */
    Table target() {
        return target;
    }

    /** What both sides agree on once the target is written. */
    Table base() {
        return base;
    }

    Set<Facet> written() {
        return written;
    }

    Set<Facet> open() {
        return open;
    }

    List<Finding> findings() {
        return findings;
    }

    private void merge(Facet facet) {
        if (facet.of(left).equals(facet.of(right))) {
            base = facet.copy(left, base);
        } else if (facet.ownedByFormat()) {
            takeLeftWithDrift(facet);
        } else {
            mergeFreeFacet(facet);
        }
    }

    private void takeLeftWithDrift(Facet facet) {
        if (agreed.isPresent() && facet.of(left).equals(facet.of(before))) {
            findings.add(finding(DRIFT, facet));
        }
        takeLeft(facet);
    }

    private void mergeFreeFacet(Facet facet) {
        boolean leftChanged = !facet.of(left).equals(facet.of(before));
        boolean rightChanged = !facet.of(right).equals(facet.of(before));
        if (leftChanged && rightChanged) {
            settle(facet);
        } else if (leftChanged) {
            takeLeft(facet);
        } else {
            leaveToTheRight(facet, NOT_WRITTEN_BACK);
        }
    }

    private void settle(Facet facet) {
        switch (policy) {
            case HOLD -> leaveToTheRight(facet, CONFLICT);
            case PREFER_CATALOG -> takeLeft(facet);
            case PREFER_ATLAS -> leaveToTheRight(facet, NOT_WRITTEN_BACK);
        }
    }

    private void takeLeft(Facet facet) {
        target = facet.copy(left, target);
        base = facet.copy(left, base);
        written.add(facet);
    }

    private void leaveToTheRight(Facet facet, Finding.Kind why) {
        findings.add(finding(why, facet));
        open.add(facet);
    }

    private Finding finding(Finding.Kind kind, Facet facet) {
        return new Finding(
                kind, left.ref().toString(), "%s: left %s, right %s".formatted(facet, facet.of(left), facet.of(right)));
    }
}
