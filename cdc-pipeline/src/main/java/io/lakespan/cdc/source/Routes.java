package io.lakespan.cdc.source;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.TablePattern;
import io.lakespan.error.BridgeException;
import java.util.List;
import java.util.Optional;

/** Which tables a pipeline carries, and where each goes, for tables that are met while it runs. */
public final class Routes {
    private final List<TablePattern> included;
    private final List<TablePattern> excluded;
    private final Routing routing;

    private Routes(List<TablePattern> included, List<TablePattern> excluded, Routing routing) {
        this.included = included;
        this.excluded = excluded;
        this.routing = routing;
    }

    public static Routes of(PipelineDefinition definition) {
        return new Routes(
                definition.source().tables(), definition.source().excluded(), new Routing(definition.routes()));
    }

    /** Whether the definition names the table. */
    public boolean carries(String database, String table) {
        return included.stream().anyMatch(pattern -> pattern.matches(database, table))
                && excluded.stream().noneMatch(pattern -> pattern.matches(database, table));
    }

    /**
     * Where a table goes.
     *
     * @throws BridgeException {@code INVALID_INPUT} when its target is no name the lake takes
     */
    public RoutedTable of(SourceTable table) {
        return routing.route(List.of(table)).get(0);
    }

    /** {@code database.table} of the lake, for a table that may or may not be carried. */
    public String target(SourceTable table) {
        return routing.target(table).toString();
    }

    /** Whether tables of more than one name may go to the table of the lake that this one goes to. */
    public boolean shared(String database, String table) {
        return routing.merges(database, table);
    }

    /** Why a table without a key is not carried; empty for one with a key. */
    public static Optional<String> refusal(SourceTable table) {
        return table.key().isEmpty()
                ? Optional.of("table " + table.label() + " has no primary key, so its rows cannot be told apart")
                : Optional.empty();
    }
}
