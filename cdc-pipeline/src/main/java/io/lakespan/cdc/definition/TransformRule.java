package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What becomes of the rows of some tables of the source before they are written.
 *
 * @param projection the columns of the lake's table; without it all of the source's
 * @param filter which rows are written; without it all
 * @param keys the names of the columns that tell rows apart, separated by commas; without it the source's primary key
 * @param place where the rule stands, {@code file:line:column}
 */
public record TransformRule(
        TablePattern source,
        Optional<SqlText> projection,
        Optional<SqlText> filter,
        Optional<SqlText> keys,
        String place) {
    public TransformRule {
        requireNonNull(source, "source");
        requireNonNull(projection, "projection");
        requireNonNull(filter, "filter");
        requireNonNull(keys, "keys");
        requireNonNull(place, "place");
    }
}
