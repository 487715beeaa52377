package io.lakespan.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** One thing found: its type in the catalog's own words, and the names that lead to it. */
public record SearchHit(String type, String name, String qualifiedName, Optional<String> description) {
    public SearchHit {
        requireNonNull(type, "type");
        requireNonNull(name, "name");
        requireNonNull(qualifiedName, "qualifiedName");
        requireNonNull(description, "description");
    }
}
