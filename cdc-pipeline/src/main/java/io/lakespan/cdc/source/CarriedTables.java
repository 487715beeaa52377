package io.lakespan.cdc.source;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.error.BridgeException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where tables go that are met while a pipeline runs; says once of each that cannot be carried why not. */
public final class CarriedTables {
    private static final Logger LOG = LoggerFactory.getLogger(CarriedTables.class);

    private final Routes routes;
    private final Set<String> reported = new HashSet<>();

    private CarriedTables(Routes routes) {
        this.routes = routes;
    }

    public static CarriedTables of(PipelineDefinition definition) {
        return new CarriedTables(Routes.of(definition));
    }

    /** Where the table goes; none for one that the definition does not name or that cannot be carried. */
    public Optional<RoutedTable> routed(SourceTable table) {
        if (!routes.carries(table.database(), table.name())) {
            return Optional.empty();
        }
        Optional<String> refusal = Routes.refusal(table);
        if (refusal.isPresent()) {
            report(refusal.get());
            return Optional.empty();
        }
        try {
            return Optional.of(routes.of(table));
        } catch (BridgeException e) {
            report(e.getMessage());
            return Optional.empty();
        }
    }

    /** Says that something is not carried; the same thing once. */
    public void report(String what) {
        if (reported.add(what)) {
            LOG.warn("event=not-carried what=\"{}\"", what);
        }
    }
}
