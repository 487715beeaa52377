package io.lakespan.glue;

import java.util.Optional;

/** Texts that the SDK may leave out. */
final class Texts {
    private Texts() {}

    /** An empty text is none, as in Glue's console. */
    static Optional<String> present(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }
}
