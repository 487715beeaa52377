package io.lakespan.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The query behind a view.
 *
 * @param original as its author wrote it
 * @param expanded with every name resolved, where the engine keeps that
 */
public record ViewText(String original, Optional<String> expanded) {
    public ViewText {
        requireNonNull(original, "original");
        requireNonNull(expanded, "expanded");
    }
}
