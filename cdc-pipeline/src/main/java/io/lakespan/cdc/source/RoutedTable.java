package io.lakespan.cdc.source;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.TableRef;
import java.util.Optional;

/**
 * A table of the source and the table of the lake it goes to.
 *
 * @param description of the lake's table: the route's, else the source table's comment
 */
public record RoutedTable(SourceTable source, TableRef target, Optional<String> description) {
    public RoutedTable {
        requireNonNull(source, "source");
        requireNonNull(target, "target");
        requireNonNull(description, "description");
    }

    /** Says why the lake's table cannot take this one's rows. */
    public String misfit(String reason) {
        return "table " + target + " of the lake cannot take " + source.label() + ": " + reason;
    }
}
