package io.lakespan.model;

import static java.util.Objects.requireNonNull;

/** An opaque mark that changes whenever the thing it was read with changes; only equality means anything. */
public record Version(String value) {
    public Version {
        requireNonNull(value, "value");
    }

    public static Version of(String value) {
        return new Version(value);
    }
}
