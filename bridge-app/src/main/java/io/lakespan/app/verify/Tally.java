package io.lakespan.app.verify;

import static java.util.Objects.requireNonNull;

/** How many rows one side has and what they add up to. */
public record Tally(long rows, Checksum checksum) {
    public Tally {
        requireNonNull(checksum, "checksum");
    }
}
