package io.lakespan.glue;

import java.util.Objects;
import java.util.stream.Stream;

/** An error and what it came from. */
final class Causes {
    private Causes() {}

    static Stream<Throwable> of(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause);
    }
}
