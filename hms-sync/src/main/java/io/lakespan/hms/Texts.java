package io.lakespan.hms;

import java.util.Optional;

/** Texts that the metastore may leave out. */
final class Texts {
    private Texts() {}

    /** An empty text is none: the metastore makes one of the other. */
    static Optional<String> present(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }
}
