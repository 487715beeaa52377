package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

import io.lakespan.model.TableRef;
import java.util.Optional;

/**
 * Sends the tables that a pattern names to a table of the lake.
 *
 * @param target {@code database.table}; the replace symbol in it stands for the source table's name
 * @param place {@code file:line:column} of the rule, for messages
 */
public record RouteRule(
        TablePattern source,
        String target,
        Optional<String> replaceSymbol,
        Optional<String> description,
        String place) {
    public RouteRule {
        requireNonNull(source, "source");
        requireNonNull(target, "target");
        requireNonNull(replaceSymbol, "replaceSymbol");
        requireNonNull(description, "description");
        requireNonNull(place, "place");
    }

    /** The lake's table for a table of this name. */
    public TableRef targetOf(String table) {
        return TableRef.parse(
                replaceSymbol.map(symbol -> target.replace(symbol, table)).orElse(target));
    }
}
