package io.lakespan.sync;

import io.lakespan.model.Column;
import io.lakespan.model.Table;
import java.util.Optional;

/** Finds a table's column at another time or on another side. */
final class SameColumn {
    private SameColumn() {}

    /** The column of the other table that is this one. Another table's field ids say nothing: there the name counts. */
    static Optional<Column> in(Table other, Column column, Table owner) {
        boolean sameTable = sameTable(owner, other);
        return other.schema().columns().stream()
                .filter(candidate ->
                        sameTable ? column.sameAs(candidate) : column.name().equalsIgnoreCase(candidate.name()))
                .findFirst();
    }

    /** Whether the identities of both, where both have one, do not tell them apart. */
    static boolean sameTable(Table one, Table other) {
        return one.uuid().isEmpty() || other.uuid().isEmpty() || one.uuid().equals(other.uuid());
    }
}
