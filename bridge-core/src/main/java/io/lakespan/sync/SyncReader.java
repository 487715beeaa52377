package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.ListedTable;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.AgreementStore;
import io.lakespan.spi.FormatAdapter;
import io.lakespan.spi.MetadataCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Reads both sides database by database; the schema of a table whose format is known comes from its own metadata. */
public final class SyncReader {
    private final MetadataCatalog left;
    private final MetadataCatalog right;
    private final AgreementStore agreements;
    private final Map<TableFormat, FormatAdapter> formats;

    public SyncReader(
            MetadataCatalog left,
            MetadataCatalog right,
            AgreementStore agreements,
            Map<TableFormat, FormatAdapter> formats) {
        this.left = requireNonNull(left, "left");
        this.right = requireNonNull(right, "right");
        this.agreements = requireNonNull(agreements, "agreements");
        this.formats = Map.copyOf(formats);
    }

    /**
     * The databases of either side.
     *
     * @throws BridgeException when a side cannot list them: then nothing at all is known
     */
    public SortedSet<String> databases() {
        SortedSet<String> names = new TreeSet<>();
        left.databases().forEach(database -> names.add(database.value().name()));
        right.databases().forEach(database -> names.add(database.value().name()));
        return names;
    }

    /** One database on both sides; a side that cannot be read is in the result as unread. */
    public DatabasePair read(String database) {
        SortedMap<TableRef, Agreement> agreed = agreements.agreed(database);
        KnownTables known = KnownTables.of(agreed);
        Reading truth = (table, agreement) -> truth(table, known);
        DatabaseView leftView = new Listing(left, agreed, Agreement::left, truth, HudiEntries::grouped).view(database);
        DatabaseView rightView = new Listing(
                        right, agreed, Agreement::right, (table, agreement) -> TableView.seen(table), tables -> tables)
                .view(database);
        return new DatabasePair(database, agreed, leftView, rightView);
    }

    private interface Reading {
        TableView read(Versioned<Table> registered, Optional<Agreement> agreement);
    }

    private record Listing(
            MetadataCatalog side,
            SortedMap<TableRef, Agreement> agreed,
            Function<Agreement, Version> version,
            Reading reading,
            UnaryOperator<SortedMap<TableRef, TableView>> shape) {

        DatabaseView view(String name) {
            try {
                Optional<Versioned<Database>> database = side.findDatabase(name);
                return database.isEmpty() ? DatabaseView.absent() : listed(database.get());
            } catch (BridgeException e) {
                return new DatabaseView.Unread(side.name() + ": " + e.getMessage());
            }
        }

        private DatabaseView listed(Versioned<Database> database) {
            SortedMap<TableRef, TableView> tables = new TreeMap<>();
            try (Stream<ListedTable> listing = side.tables(database.value().name(), known())) {
                listing.forEach(table -> view(table).ifPresent(view -> tables.put(table.ref(), view)));
            }
            return new DatabaseView.Listed(Optional.of(database), shape.apply(tables));
        }

        /** What was agreed on wholly need not be read again as long as its version stands. */
        private Map<TableRef, Version> known() {
            Map<TableRef, Version> known = new TreeMap<>();
            agreed.forEach((ref, agreement) -> {
                if (agreement.open().isEmpty()) {
                    known.put(ref, version.apply(agreement));
                }
            });
            return known;
        }

        private Optional<TableView> view(ListedTable listed) {
            Optional<Agreement> agreement = Optional.ofNullable(agreed.get(listed.ref()));
            if (agreement.isPresent() && unchanged(agreement.get(), listed.version())) {
                return Optional.of(TableView.seen(Versioned.of(agreement.get().base(), listed.version())));
            }
            // A table dropped since its line was listed is gone; the next pass sees the same.
            Optional<Versioned<Table>> table = listed.table().or(() -> side.find(listed.ref()));
            return table.map(found -> reading.read(found, agreement));
        }

        private boolean unchanged(Agreement agreement, Version current) {
            return agreement.open().isEmpty() && version.apply(agreement).equals(current);
        }
    }

    private TableView truth(Versioned<Table> registered, KnownTables known) {
        FormatAdapter format = formats.get(registered.value().format());
        return format == null ? TableView.seen(registered) : read(format, registered, known);
    }

    private static TableView read(FormatAdapter format, Versioned<Table> registered, KnownTables known) {
        try {
            Table own = format.read(registered.value());
            return format.keepsAnnotations()
                    ? OwnMetadata.of(known.of(own), registered, own)
                    : TableView.seen(new Versioned<>(own, registered.version(), registered.modified()));
        } catch (BridgeException e) {
            return unreadable(registered, e);
        }
    }

    private static TableView unreadable(Versioned<Table> registered, BridgeException e) {
        if (e.code() == ErrorCode.INTERNAL) {
            throw e;
        }
        return new TableView.Unreadable(registered.version(), e.getMessage());
    }
}
