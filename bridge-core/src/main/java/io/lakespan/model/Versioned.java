package io.lakespan.model;

import static java.util.Objects.requireNonNull;

/** A value and the version it had when it was read. */
public record Versioned<T>(T value, Version version) {
    public Versioned {
        requireNonNull(value, "value");
        requireNonNull(version, "version");
    }
}
