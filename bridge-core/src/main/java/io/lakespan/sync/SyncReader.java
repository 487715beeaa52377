package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
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
        return new DatabasePair(
                database,
                agreed,
                view(
                        left,
                        database,
                        registered -> truth(
                                registered,
                                Optional.ofNullable(
                                        agreed.get(registered.value().ref())))),
                view(right, database, TableView::seen));
    }

    private interface Reading {
        TableView read(Versioned<Table> registered);
    }

    private static DatabaseView view(MetadataCatalog side, String name, Reading reading) {
        try {
            Optional<Versioned<Database>> database = side.findDatabase(name);
            return database.isEmpty() ? DatabaseView.absent() : listed(side, database.get(), reading);
        } catch (BridgeException e) {
            return new DatabaseView.Unread(side.name() + ": " + e.getMessage());
        }
    }

    private static DatabaseView listed(MetadataCatalog side, Versioned<Database> database, Reading reading) {
        SortedMap<TableRef, TableView> tables = new TreeMap<>();
        try (Stream<Versioned<Table>> listing = side.tables(database.value().name())) {
            listing.forEach(table -> tables.put(table.value().ref(), reading.read(table)));
        }
        return new DatabaseView.Listed(Optional.of(database), tables);
    }

    private TableView truth(Versioned<Table> registered, Optional<Agreement> agreement) {
        Optional<Table> unchanged = unchanged(registered, agreement);
        if (unchanged.isPresent()) {
            return TableView.seen(new Versioned<>(unchanged.get(), registered.version()));
        }
        FormatAdapter format = formats.get(registered.value().format());
        return format == null ? TableView.seen(registered) : read(format, registered);
    }

    /** An entry that is as it was when everything was agreed is what was agreed; its own metadata need not be read. */
    private static Optional<Table> unchanged(Versioned<Table> registered, Optional<Agreement> agreement) {
        return agreement
                .filter(last -> last.open().isEmpty() && last.left().equals(registered.version()))
                .map(Agreement::base);
    }

    private static TableView read(FormatAdapter format, Versioned<Table> registered) {
        try {
            return TableView.seen(new Versioned<>(format.read(registered.value()), registered.version()));
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
