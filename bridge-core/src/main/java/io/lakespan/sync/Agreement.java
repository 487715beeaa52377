package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What both sides last agreed a table to be, and the version each side had then.
 *
 * <p>A side that still shows its version needs no further reading: it equals the base.
 *
 * @param open the facets on which the sides do not agree; there the base keeps what was agreed before
 * @param torn what stands in the left side's entry alone and not in the table's own metadata, because the left is not to
 *     be written
 * @param intent what a pass was writing that never said how it ended
 */
public record Agreement(
        Table base, Version left, Version right, Set<Facet> open, SortedSet<Touched> torn, Optional<Intent> intent) {
    /** A version no side shows: the table is looked at again. */
    static final Version NEVER = Version.of("");

    public Agreement {
        requireNonNull(intent, "intent");
        requireNonNull(base, "base");
        requireNonNull(left, "left");
        requireNonNull(right, "right");
        open = Collections.unmodifiableSet(open.isEmpty() ? EnumSet.noneOf(Facet.class) : EnumSet.copyOf(open));
        torn = Collections.unmodifiableSortedSet(new TreeSet<>(torn));
    }

    /** An agreement on every facet. */
    public static Agreement of(Table base, Version left, Version right) {
        return new Agreement(base, left, right, Set.of(), new TreeSet<>(), Optional.empty());
    }

    /** The same agreement on a table of another name, at versions that no longer count. */
    Agreement renamed(TableRef to) {
        return new Agreement(base.withRef(to), NEVER, NEVER, open, torn, intent);
    }

    /** The same agreement, of a table that both sides have to be looked at for. */
    public Agreement outdated() {
        return at(NEVER, NEVER);
    }

    /** The same agreement at other versions. */
    Agreement at(Version leftNow, Version rightNow) {
        return new Agreement(base, leftNow, rightNow, open, torn, intent);
    }

    /** Whether nothing is left to do when the sides still show these versions. */
    public boolean settledAt(Version leftNow, Version rightNow) {
        return open.isEmpty() && intent.isEmpty() && left.equals(leftNow) && right.equals(rightNow);
    }
}
