package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The {@code transform} section.
 *
 * @param salt the key of the hashes that mask values; without it a hash is of the value alone
 */
public record TransformOptions(List<TransformRule> rules, Optional<Secret> salt) {
    /** Of a pipeline that transforms nothing. */
    public static final TransformOptions NONE = new TransformOptions(List.of(), Optional.empty());

    public TransformOptions {
        rules = List.copyOf(rules);
        requireNonNull(salt, "salt");
    }
}
