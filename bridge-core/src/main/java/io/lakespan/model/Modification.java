package io.lakespan.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** When a thing was last changed, and by whom where the catalog tells. */
public record Modification(Instant at, Optional<String> by) {
    public Modification {
        requireNonNull(at, "at");
        requireNonNull(by, "by");
    }

    @Override
    public String toString() {
        return by.map(who -> who + " at " + at).orElseGet(at::toString);
    }
}
