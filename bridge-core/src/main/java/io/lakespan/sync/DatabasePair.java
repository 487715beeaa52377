package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.TableRef;
import java.util.Map;

/** One database as both sides show it, with what was agreed on its tables before. */
public record DatabasePair(String name, Map<TableRef, Agreement> agreed, DatabaseView left, DatabaseView right) {
    public DatabasePair {
        requireNonNull(name, "name");
        agreed = Map.copyOf(agreed);
        requireNonNull(left, "left");
        requireNonNull(right, "right");
    }
}
