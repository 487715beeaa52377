package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

/** One item of one facet. */
public record Touched(Facet facet, Item item) {
    public Touched {
        requireNonNull(facet, "facet");
        requireNonNull(item, "item");
    }
}
