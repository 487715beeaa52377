package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/** One item of one facet. */
public record Touched(Facet facet, Item item) implements Comparable<Touched> {
    private static final Comparator<Touched> ORDER =
            Comparator.comparing(Touched::facet).thenComparing(Touched::item);

    public Touched {
        requireNonNull(facet, "facet");
        requireNonNull(item, "item");
    }

    @Override
    public int compareTo(Touched other) {
        return ORDER.compare(this, other);
    }
}
