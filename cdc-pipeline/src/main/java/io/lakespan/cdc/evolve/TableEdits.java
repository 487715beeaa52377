package io.lakespan.cdc.evolve;

import io.lakespan.cdc.definition.SchemaChangeKind;
import io.lakespan.cdc.definition.SchemaChanges;
import io.lakespan.cdc.definition.SchemaChanges.Treatment;
import io.lakespan.cdc.evolve.SchemaLedger.Entry;
import io.lakespan.formats.iceberg.PendingChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one change does to one table of the lake; all of it, with the note of it, is one commit. */
final class TableEdits {
    private static final Logger LOG = LoggerFactory.getLogger(TableEdits.class);

    private final Table table;
    private final TableChange change;
    private final boolean shared;
    private final SchemaLedger ledger;
    private final List<Entry> done = new ArrayList<>();
    private final List<Consumer<UpdateSchema>> schema = new ArrayList<>();
    private final List<PendingChange> waiting = new ArrayList<>();

    /**
     * Edits of one table.
     *
     * @param shared whether other tables of the source go there too, which still have what this one lost
     */
    TableEdits(Table table, TableChange change, boolean shared) {
        this.table = table;
        this.change = change;
        this.shared = shared;
        this.ledger = SchemaLedger.of(table);
    }

    void rename(Treatment treatment) {
        if (treatment == Treatment.ADAPT || shared) {
            keep(change.renamed().keySet());
        } else if (treatment == Treatment.APPLY || treatment == Treatment.WAIT) {
            change.renamed().forEach(this::rename);
        }
    }

    private void rename(String from, String to) {
        Entry entry = Entry.of(change, SchemaChangeKind.RENAME_COLUMN).about(from, to);
        boolean possible = table.schema().findField(entry.column()) != null
                && (table.schema().findField(entry.to()) == null || renamedAway(entry.to()));
        if (!ledger.holds(entry) && possible && !entry.column().equals(entry.to())) {
            schema.add(update -> update.renameColumn(entry.column(), entry.to()));
            done.add(entry);
        }
    }

    private boolean renamedAway(String name) {
        return change.renamed().keySet().stream().anyMatch(from -> from.equalsIgnoreCase(name));
    }

    /** A column that this source has no more gets no value from it, so that it cannot be required. */
    private void keep(Iterable<String> columns) {
        for (String column : columns) {
            String name = column.toLowerCase(Locale.ROOT);
            Optional.ofNullable(table.schema().findField(name))
                    .filter(field -> field.isRequired())
                    .filter(field -> !table.schema().identifierFieldIds().contains(field.fieldId()))
                    .ifPresent(field -> schema.add(update -> update.makeColumnOptional(name)));
        }
    }

    void keepDropped() {
        keep(change.dropped());
    }

    void drop() {
        if (shared) {
            keepDropped();
            return;
        }
        for (String column : change.dropped()) {
            Entry entry = Entry.of(change, SchemaChangeKind.DROP_COLUMN).about(column, "");
            if (!ledger.holds(entry) && table.schema().findField(entry.column()) != null) {
                schema.add(update -> update.deleteColumn(entry.column()));
                done.add(entry);
            }
        }
    }

    void await(List<String> columns, Instant now) {
        keepDropped();
        for (String column : columns) {
            Entry entry = Entry.of(change, SchemaChangeKind.DROP_COLUMN).about(column, "");
            if (!ledger.holds(entry) && !shared) {
                waiting.add(pending(table, change, SchemaChangeKind.DROP_COLUMN, now, entry.column()));
            }
        }
    }

    /** Does it; a table that cannot follow stays as it is where the definition lets it. */
    void commit(SchemaChanges changes) {
        try {
            commit();
        } catch (ValidationException | IllegalArgumentException e) {
            if (!changes.goesOn()) {
                throw Refusals.end("table " + table.name() + " cannot follow the change of " + change.name() + " at "
                        + change.at() + ": " + e.getMessage());
            }
            LOG.warn("event=not-carried table={} reason=\"{}\"", table.name(), e.getMessage());
        }
    }

    private void commit() {
        if (schema.isEmpty() && waiting.isEmpty()) {
            return;
        }
        Transaction transaction = table.newTransaction();
        if (!schema.isEmpty()) {
            UpdateSchema update = transaction.updateSchema();
            schema.forEach(edit -> edit.accept(update));
            update.commit();
        }
        UpdateProperties properties = transaction.updateProperties();
        properties.set(SchemaLedger.PROPERTY, ledger.with(done).text());
        if (!waiting.isEmpty()) {
            properties.set(PendingChange.PROPERTY, PendingChange.with(table, waiting));
        }
        properties.commit();
        transaction.commitTransaction();
        LOG.info("event=statement-followed table={} source={} at={}", table.name(), change.name(), change.at());
    }

    private static PendingChange pending(
            Table table, TableChange change, SchemaChangeKind kind, Instant now, String column) {
        long snapshot = Optional.ofNullable(table.currentSnapshot())
                .map(Snapshot::snapshotId)
                .orElse(0L);
        return new PendingChange(
                kind.word(), change.name().toString(), change.at().toString(), now.toString(), column, snapshot);
    }

    /** Notes that all rows of now, or the table, are to go once somebody approves it. */
    static void await(Table table, TableChange change, SchemaChangeKind kind, Instant now) {
        Entry entry = Entry.of(change, kind);
        SchemaLedger ledger = SchemaLedger.of(table);
        if (ledger.holds(entry)) {
            return;
        }
        table.updateProperties()
                .set(PendingChange.PROPERTY, PendingChange.with(table, List.of(pending(table, change, kind, now, ""))))
                .set(SchemaLedger.PROPERTY, ledger.with(List.of(entry)).text())
                .commit();
        LOG.warn(
                "event=awaits-approval what={} table={} source={} at={}",
                kind.word(),
                table.name(),
                change.name(),
                change.at());
    }

    /** A table that was made again is not to be dropped any more: what is to go are the rows from before. */
    static void keepRecreated(Table table) {
        boolean dropWaits = PendingChange.of(table).stream().anyMatch(TableEdits::isDrop);
        if (dropWaits) {
            String waiting = PendingChange.rewritten(table, change -> isDrop(change) ? change.asTruncation() : change);
            table.updateProperties().set(PendingChange.PROPERTY, waiting).commit();
        }
    }

    private static boolean isDrop(PendingChange waiting) {
        return waiting.change().equals(PendingChange.DROP_TABLE);
    }

    static void truncate(Table table, TableChange change) {
        Entry entry = Entry.of(change, SchemaChangeKind.TRUNCATE_TABLE);
        SchemaLedger ledger = SchemaLedger.of(table);
        if (ledger.holds(entry)) {
            return;
        }
        Transaction transaction = table.newTransaction();
        transaction.newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
        transaction
                .updateProperties()
                .set(SchemaLedger.PROPERTY, ledger.with(List.of(entry)).text())
                .commit();
        transaction.commitTransaction();
        LOG.info("event=table-truncated table={} source={} at={}", table.name(), change.name(), change.at());
    }
}
