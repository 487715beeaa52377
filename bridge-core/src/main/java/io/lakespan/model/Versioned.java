package io.lakespan.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A value and the version it had when it was read.
 *
 * @param modified who changed it last and when, where the catalog tells
 */
public record Versioned<T>(T value, Version version, Optional<Modification> modified) {
    public Versioned {
        requireNonNull(value, "value");
        requireNonNull(version, "version");
        requireNonNull(modified, "modified");
    }

    /** A value of which nobody tells when it was changed. */
    public static <T> Versioned<T> of(T value, Version version) {
        return new Versioned<>(value, version, Optional.empty());
    }
}
