package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What both sides last agreed a table to be, and the version each side had then.
 *
 * <p>A side that still shows its version needs no further reading: it equals the base.
 *
 * @param open the facets on which the sides do not agree; there the base keeps what was agreed before
 */
public record Agreement(Table base, Version left, Version right, Set<Facet> open) {
    public Agreement {
        requireNonNull(base, "base");
        requireNonNull(left, "left");
        requireNonNull(right, "right");
        open = Collections.unmodifiableSet(open.isEmpty() ? EnumSet.noneOf(Facet.class) : EnumSet.copyOf(open));
    }

    /** An agreement on every facet. */
    public static Agreement of(Table base, Version left, Version right) {
        return new Agreement(base, left, right, Set.of());
    }

    /** The same agreement on a table of another name, at versions that no longer count. */
    Agreement renamed(TableRef to) {
        return new Agreement(base.withRef(to), Version.of(""), Version.of(""), open);
    }

    /** Whether nothing is left to do when the sides still show these versions. */
    public boolean settledAt(Version leftNow, Version rightNow) {
        return open.isEmpty() && left.equals(leftNow) && right.equals(rightNow);
    }
}
