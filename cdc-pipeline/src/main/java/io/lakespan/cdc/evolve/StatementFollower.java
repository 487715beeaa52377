package io.lakespan.cdc.evolve;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SchemaChangeKind;
import io.lakespan.cdc.definition.SchemaChanges;
import io.lakespan.cdc.definition.SchemaChanges.Treatment;
import io.lakespan.cdc.sink.LakeCatalog;
import io.lakespan.cdc.sink.TableShape;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.cdc.source.Routes;
import io.lakespan.cdc.source.SourceTable;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does to tables of the lake what statements did to those of the source, as far as the definition lets it. A statement that
 * was followed already is not followed again. One thread at a time.
 */
final class StatementFollower {
    private static final Logger LOG = LoggerFactory.getLogger(StatementFollower.class);
    private static final int ATTEMPTS = 5;

    private final LakeCatalog lake;
    private final Binder binder;
    private final Routes routes;
    private final SchemaChanges changes;
    private final Clock clock;

    StatementFollower(LakeCatalog lake, PipelineDefinition definition, Clock clock) {
        this.lake = lake;
        this.binder = new Binder(lake, definition);
        this.routes = Routes.of(definition);
        this.changes = definition.pipeline().schemaChanges();
        this.clock = clock;
    }

    /** Whether all rows from before the change have to be in the lake before it is followed. */
    boolean needsRows(TableChange change) {
        return carried(change)
                && switch (change.kind()) {
                    case TRUNCATE -> changes.of(SchemaChangeKind.TRUNCATE_TABLE) != Treatment.LEAVE;
                    case DROP -> changes.of(SchemaChangeKind.DROP_TABLE) != Treatment.LEAVE;
                    case CREATE -> false;
                    case ALTER -> !change.filled().isEmpty();
                };
    }

    private boolean carried(TableChange change) {
        return routes.carries(change.name().database(), change.name().table());
    }

    /**
     * Follows a change.
     *
     * @return the rows of the lake that have to be written again because the change gave them a value, if there are any
     */
    Optional<Refill> follow(TableChange change) {
        if (!carried(change)) {
            return Optional.empty();
        }
        change.movedTo()
                .ifPresent(name -> LOG.warn(
                        "event=not-carried what=\"table {} is {} now: rows of before stay where they are, in the lake the"
                                + " new name is a new table\"",
                        change.name(),
                        name));
        for (int attempt = 1; ; attempt++) {
            try {
                return followOnce(change);
            } catch (CommitFailedException e) {
                // Somebody committed in between; look again.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Optional<Refill> followOnce(TableChange change) {
        return switch (change.kind()) {
            case CREATE -> created(change);
            case ALTER -> altered(change);
            case TRUNCATE -> emptied(change, SchemaChangeKind.TRUNCATE_TABLE);
            case DROP -> emptied(change, SchemaChangeKind.DROP_TABLE);
        };
    }

    private Optional<Refill> created(TableChange change) {
        change.after().ifPresent(table -> {
            TableShape shape = new TableShape(table, change.at());
            binder.bind(shape);
            binder.routed(table).flatMap(lake::find).ifPresent(TableEdits::keepRecreated);
        });
        return Optional.empty();
    }

    private Optional<Refill> altered(TableChange change) {
        Optional<RoutedTable> routed = change.after().flatMap(binder::routed);
        Optional<Table> table = routed.flatMap(lake::find);
        if (routed.isEmpty() || table.isEmpty()) {
            change.after().ifPresent(after -> binder.bind(new TableShape(after, change.at())));
            return Optional.empty();
        }
        TableEdits edits = new TableEdits(table.get(), change, shared(change));
        edits.rename(treatment(SchemaChangeKind.RENAME_COLUMN, change.renamed().isEmpty(), change));
        drop(edits, change);
        edits.commit(changes);
        TableShape after = new TableShape(change.after().orElseThrow(), change.at());
        return binder.bind(after).flatMap(binding -> refill(change, table.get(), after));
    }

    private Optional<Refill> refill(TableChange change, Table table, TableShape after) {
        table.refresh();
        boolean empty = table.currentSnapshot() == null;
        return empty || change.filled().isEmpty() || changes.of(SchemaChangeKind.ADD_COLUMN) == Treatment.LEAVE
                ? Optional.empty()
                : Refill.of(table, after, change);
    }

    private void drop(TableEdits edits, TableChange change) {
        switch (treatment(SchemaChangeKind.DROP_COLUMN, change.dropped().isEmpty(), change)) {
            case APPLY -> edits.drop();
            case WAIT -> edits.await(change.dropped(), clock.instant());
            default -> edits.keepDropped();
        }
    }

    private Treatment treatment(SchemaChangeKind kind, boolean none, TableChange change) {
        Treatment treatment = none ? Treatment.LEAVE : changes.of(kind);
        if (treatment == Treatment.END) {
            throw ended(change, kind);
        }
        return treatment;
    }

    private static RuntimeException ended(TableChange change, SchemaChangeKind kind) {
        return Refusals.end("table " + change.name() + " met " + kind.word() + " at " + change.at()
                + ", and schema.change.behavior is exception; choose another behaviour and start from the last"
                + " checkpoint");
    }

    private Optional<Refill> emptied(TableChange change, SchemaChangeKind kind) {
        Treatment treatment = treatment(kind, false, change);
        Optional<Table> table = treatment == Treatment.LEAVE ? Optional.empty() : lakeTable(change);
        if (table.isEmpty()) {
            return Optional.empty();
        }
        if (shared(change)) {
            LOG.warn(
                    "event=not-carried what=\"{} of {}: other tables go to {} too\"",
                    kind.word(),
                    change.name(),
                    table.get().name());
        } else if (treatment == Treatment.WAIT) {
            TableEdits.await(table.get(), change, kind, clock.instant());
        } else if (kind == SchemaChangeKind.DROP_TABLE) {
            lake.drop(route(change.name()));
            LOG.info("event=table-dropped table={}", table.get().name());
        } else {
            TableEdits.truncate(table.get(), change);
        }
        return Optional.empty();
    }

    /** Whether the change is about a table that the lake should have and has not. */
    boolean lacks(TableChange change) {
        return carried(change) && lakeTable(change).isEmpty();
    }

    private boolean shared(TableChange change) {
        return routes.shared(change.name().database(), change.name().table());
    }

    private Optional<Table> lakeTable(TableChange change) {
        return lake.find(route(change.name()));
    }

    /** Of a table that may be gone: its columns do not matter for where it goes. */
    private RoutedTable route(TableChange.Name name) {
        return routes.of(new SourceTable(name.database(), name.table(), Optional.empty(), List.of(), List.of(), 0));
    }

    /** Whether the rows of a checkpoint are in the table. */
    boolean holds(TableChange.Name name, WrittenRows.Mark mark) {
        Optional<Table> table = lake.find(route(name));
        return table.isEmpty() || holds(table.get(), mark);
    }

    private static boolean holds(Table table, WrittenRows.Mark mark) {
        Snapshot snapshot = table.currentSnapshot();
        while (snapshot != null) {
            if (mark.isOf(snapshot.summary())) {
                return true;
            }
            snapshot = snapshot.parentId() == null ? null : table.snapshot(snapshot.parentId());
        }
        return false;
    }
}
