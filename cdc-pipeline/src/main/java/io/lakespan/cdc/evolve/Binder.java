package io.lakespan.cdc.evolve;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SchemaChangeKind;
import io.lakespan.cdc.definition.SchemaChanges;
import io.lakespan.cdc.definition.SchemaChanges.Treatment;
import io.lakespan.cdc.sink.LakeCatalog;
import io.lakespan.cdc.sink.TableShape;
import io.lakespan.cdc.source.CarriedTables;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.cdc.source.SourceTable;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a table of the lake up to a shape of its source's rows, as far as the definition lets it, and says how they are
 * written there. Doing it again changes nothing. One thread at a time.
 */
final class Binder {
    private static final Logger LOG = LoggerFactory.getLogger(Binder.class);
    private static final int ATTEMPTS = 8;

    private final LakeCatalog lake;
    private final CarriedTables carried;
    private final SchemaChanges changes;

    Binder(LakeCatalog lake, PipelineDefinition definition) {
        this.lake = lake;
        this.carried = CarriedTables.of(definition);
        this.changes = definition.pipeline().schemaChanges();
    }

    /**
     * The way of the shape's rows; none for a table that cannot be carried, which is reported.
     *
     * @throws org.apache.flink.runtime.execution.SuppressRestartsException when the definition ends the job here
     */
    Optional<Binding> bind(TableShape shape) {
        Optional<RoutedTable> routed = routed(shape.table());
        if (routed.isEmpty()) {
            return Optional.empty();
        }
        Optional<Table> table = table(routed.get());
        return table.map(found -> bind(shape, found, LakeCatalog.identifier(routed.get())));
    }

    Optional<RoutedTable> routed(SourceTable table) {
        return carried.routed(table);
    }

    private Optional<Table> table(RoutedTable routed) {
        Optional<Table> found = lake.find(routed);
        if (found.isPresent() || changes.of(SchemaChangeKind.CREATE_TABLE) == Treatment.APPLY) {
            return Optional.of(found.orElseGet(() -> lake.obtain(routed)));
        }
        carried.report("table " + routed.source().label() + " is new and create.table is not included");
        return Optional.empty();
    }

    private Binding bind(TableShape shape, Table table, TableIdentifier identifier) {
        for (int attempt = 1; ; attempt++) {
            table.refresh();
            requireSameKey(shape.table(), table);
            ColumnPlan plan = ColumnPlan.of(shape, table, changes);
            UpdateSchema update = table.updateSchema();
            if (!plan.prepare(update)) {
                return plan.binding(identifier, table);
            }
            try {
                update.commit();
                LOG.info("event=schema-evolved table={} changes=\"{}\"", identifier, plan);
            } catch (CommitFailedException e) {
                // Somebody committed in between; look again.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void requireSameKey(SourceTable source, Table table) {
        Set<String> expected = source.lakeKey();
        Set<String> found = new TreeSet<>(table.schema().identifierFieldNames());
        if (!found.equals(expected)) {
            throw Refusals.end("the primary key of " + source.label() + " is " + expected + " now, and its table in the"
                    + " lake tells rows apart by " + found + "; start the pipeline anew with existing-rows: replace"
                    + " after dropping " + table.name());
        }
    }
}
