package io.lakespan.model;

import java.util.Optional;

/**
 * The mark of a table that is a copy of another catalog's entry.
 *
 * <p>Nobody may commit through the copy of an Iceberg table: its {@code metadata_location} only follows the original's.
 * A catalog lets {@code metadata_location} be set on a table with this mark and on no other.
 */
public final class Mirror {
    /** The parameter that holds the name of the catalog the original is in. */
    public static final String PARAMETER = "lakespan.mirror-of";

    private Mirror() {}

    /** The catalog this table is a copy of. */
    public static Optional<String> of(Table table) {
        return Optional.ofNullable(table.parameters().get(PARAMETER));
    }
}
