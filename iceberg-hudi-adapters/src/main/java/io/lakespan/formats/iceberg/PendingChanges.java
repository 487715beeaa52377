package io.lakespan.formats.iceberg;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.io.CloseableIterable;

/** Lets tables of the lake follow what waits for approval, or forgets it. Each is one commit. */
public final class PendingChanges implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommittingCatalog catalog;

    private PendingChanges(CommittingCatalog catalog) {
        this.catalog = catalog;
    }

    public static PendingChanges open(IcebergConfig config) {
        return new PendingChanges(new CommittingCatalog(requireNonNull(config, "config")));
    }

    /**
     * What waits on a table.
     *
     * @throws BridgeException {@code NOT_FOUND} when the catalog has no such Iceberg table
     */
    public List<PendingChange> of(TableRef ref) {
        return PendingChange.of(catalog.load(ref));
    }

    /**
     * Lets the table follow.
     *
     * @throws BridgeException {@code NOT_FOUND} when the change does not wait any more; {@code CONFLICT} when the rows
     *     that are to go cannot be told from later ones any more
     */
    public void approve(TableRef ref, PendingChange change) {
        BaseTable table = waiting(ref, change);
        IcebergCalls.commit("table " + ref, () -> {
            switch (change.change()) {
                case PendingChange.DROP_TABLE -> catalog.drop(ref);
                case PendingChange.DROP_COLUMN -> dropColumn(table, change);
                default -> removeRows(table, change);
            }
        });
    }

    /**
     * Keeps what the source has lost.
     *
     * @throws BridgeException {@code NOT_FOUND} when the change does not wait any more
     */
    public void reject(TableRef ref, PendingChange change) {
        BaseTable table = waiting(ref, change);
        IcebergCalls.commit("table " + ref, () -> table.updateProperties()
                .set(PendingChange.PROPERTY, PendingChange.without(table, change))
                .commit());
    }

    private BaseTable waiting(TableRef ref, PendingChange change) {
        BaseTable table = catalog.load(ref);
        if (!PendingChange.of(table).contains(change)) {
            throw new BridgeException(
                    ErrorCode.NOT_FOUND,
                    change.change() + " of " + change.source() + " does not wait on table " + ref
                            + " any more; list again what does");
        }
        return table;
    }

    private static void dropColumn(Table table, PendingChange change) {
        Transaction transaction = table.newTransaction();
        if (table.schema().findField(change.column()) != null) {
            transaction.updateSchema().deleteColumn(change.column()).commit();
        }
        transaction
                .updateProperties()
                .set(PendingChange.PROPERTY, PendingChange.without(table, change))
                // Rows of before, read again, must not bring the column back.
                .set(PendingChange.LEDGER, ledgerWith(table, change))
                .commit();
        transaction.commitTransaction();
    }

    private static String ledgerWith(Table table, PendingChange change) {
        try {
            ArrayNode entries = (ArrayNode) JSON.readTree(table.properties().getOrDefault(PendingChange.LEDGER, "[]"));
            entries.addObject()
                    .put("source", change.source())
                    .put("at", change.at())
                    .put("change", change.change().toUpperCase(Locale.ROOT).replace('.', '_'))
                    .put("column", change.column())
                    .put("to", "");
            return JSON.writeValueAsString(entries);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "property " + PendingChange.LEDGER + " of table " + table.name()
                            + " was altered by hand; remove it",
                    e);
        }
    }

    /** The files that held the rows then go; rows written since lie in others. */
    private static void removeRows(Table table, PendingChange change) {
        Transaction transaction = table.newTransaction();
        Snapshot then = table.snapshot(change.snapshot());
        if (table.currentSnapshot() != null && change.snapshot() != 0) {
            requireUntouched(table, change, then);
            Set<String> live = paths(table, table.currentSnapshot());
            DeleteFiles delete = transaction.newDelete();
            paths(table, then).stream().filter(live::contains).forEach(delete::deleteFile);
            delete.commit();
        }
        transaction
                .updateProperties()
                .set(PendingChange.PROPERTY, PendingChange.without(table, change))
                .commit();
        transaction.commitTransaction();
    }

    private static void requireUntouched(Table table, PendingChange change, Snapshot then) {
        boolean rewritten = then == null;
        for (Snapshot later : table.snapshots()) {
            rewritten |= then != null
                    && later.sequenceNumber() > then.sequenceNumber()
                    && DataOperations.REPLACE.equals(later.operation());
        }
        if (rewritten) {
            throw new BridgeException(
                    ErrorCode.CONFLICT,
                    "table " + table.name() + " was compacted, or its snapshot " + change.snapshot()
                            + " expired, since " + change.source()
                            + " was emptied: the rows of before cannot be told from later ones; start the pipeline anew"
                            + " with existing-rows: replace, or forget the change with --reject");
        }
    }

    private static Set<String> paths(Table table, Snapshot snapshot) {
        Set<String> paths = new TreeSet<>();
        try (CloseableIterable<FileScanTask> files =
                table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
            files.forEach(task -> paths.add(task.file().location()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return paths;
    }

    @Override
    public void close() {
        catalog.close();
    }
}
