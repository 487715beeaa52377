package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.Table;
import io.lakespan.model.Version;

/**
 * What both sides last agreed a table to be, and the version each side had then.
 *
 * <p>A side that still shows its version needs no further reading: it equals the base.
 */
public record Agreement(Table base, Version left, Version right) {
    public Agreement {
        requireNonNull(base, "base");
        requireNonNull(left, "left");
        requireNonNull(right, "right");
    }
}
