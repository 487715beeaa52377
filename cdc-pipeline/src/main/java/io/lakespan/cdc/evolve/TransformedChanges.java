package io.lakespan.cdc.evolve;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.rules.TransformedTable;
import io.lakespan.cdc.rules.Transforms;
import io.lakespan.cdc.source.Routes;
import io.lakespan.cdc.source.SourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What statements did to tables as transforms show them. */
final class TransformedChanges {
    private static final Logger LOG = LoggerFactory.getLogger(TransformedChanges.class);

    private final Transforms transforms;
    private final Routes routes;

    TransformedChanges(PipelineDefinition definition) {
        this.transforms = Transforms.of(definition.transforms());
        this.routes = Routes.of(definition);
    }

    /** Whether the table as it is now cannot be transformed any more, so that the job is to end here. */
    boolean refuses(TableChange change) {
        List<String> findings = new ArrayList<>();
        concerned(change).ifPresent(table -> transforms.of(table, findings));
        return !findings.isEmpty();
    }

    private Optional<SourceTable> concerned(TableChange change) {
        String database = change.name().database();
        String table = change.name().table();
        return transforms.names(database, table) && routes.carries(database, table) ? change.after() : Optional.empty();
    }

    /**
     * The change of the table that the lake has.
     *
     * @throws org.apache.flink.runtime.execution.SuppressRestartsException when the table cannot be transformed any more
     */
    TableChange shown(TableChange change) {
        List<String> findings = new ArrayList<>();
        Optional<TransformedTable> transformed = concerned(change).flatMap(table -> transforms.of(table, findings));
        if (!findings.isEmpty()) {
            throw Refusals.end("table " + change.name() + " is another since " + change.at()
                    + ", and its transform does not fit it: " + String.join("; ", findings)
                    + "; mend the definition and start from the last checkpoint");
        }
        return transformed.map(table -> shown(change, table)).orElse(change);
    }

    private static TableChange shown(TableChange change, TransformedTable table) {
        SortedMap<String, String> renamed = new TreeMap<>();
        change.renamed().forEach((from, to) -> {
            if (table.keepsName(to) && !table.hasComputed(from)) {
                renamed.put(from, to);
            }
        });
        List<String> dropped = change.dropped().stream()
                .filter(column -> table.hasStar() && !table.hasComputed(column))
                .toList();
        return new TableChange(
                change.name(),
                change.at(),
                change.kind(),
                Optional.of(table.shown()),
                renamed,
                dropped,
                filled(change, table),
                change.movedTo());
    }

    /** Of columns that are carried as they are: a mask's or a computed column's value is not the default's. */
    private static SortedMap<String, String> filled(TableChange change, TransformedTable table) {
        SortedMap<String, String> filled = new TreeMap<>();
        for (Map.Entry<String, String> entry : change.filled().entrySet()) {
            table.namesOf(entry.getKey()).forEach(name -> filled.put(name, entry.getValue()));
            if (table.reads(entry.getKey())) {
                LOG.warn(
                        "event=not-carried what=\"rows of {} from before {} keep what was computed without {}\"",
                        change.name(),
                        change.at(),
                        entry.getKey());
            }
        }
        return filled;
    }
}
