package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What both sides last agreed a table to be, and the version each side had then.
 *
 * <p>A side that still shows its version needs no further reading: it equals the base.
 *
 * @param open the facets on which the sides do not agree; there the base keeps what was agreed before
 * @param intent what a pass was writing that never said how it ended
 */
public record Agreement(Table base, Version left, Version right, Set<Facet> open, Optional<Intent> intent) {
    private static final Version NEVER = Version.of("");

    public Agreement {
        requireNonNull(intent, "intent");
        requireNonNull(base, "base");
        requireNonNull(left, "left");
        requireNonNull(right, "right");
        open = Collections.unmodifiableSet(open.isEmpty() ? EnumSet.noneOf(Facet.class) : EnumSet.copyOf(open));
    }

    /** An agreement on every facet. */
    public static Agreement of(Table base, Version left, Version right) {
        return new Agreement(base, left, right, Set.of(), Optional.empty());
    }

    /** The same agreement on a table of another name, at versions that no longer count. */
    Agreement renamed(TableRef to) {
        return new Agreement(base.withRef(to), NEVER, NEVER, open, intent);
    }

    /** What holds while these writes are under way. */
    static Agreement writing(Table before, Intent intent) {
        return new Agreement(before, NEVER, NEVER, Set.of(), Optional.of(intent));
    }

    /** What holds while the table is being created on the right. */
    static Agreement creating(Table table) {
        return of(table, NEVER, NEVER);
    }

    /** Whether nothing is left to do when the sides still show these versions. */
    public boolean settledAt(Version leftNow, Version rightNow) {
        return open.isEmpty() && intent.isEmpty() && left.equals(leftNow) && right.equals(rightNow);
    }
}
