package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Expected;
import io.lakespan.model.KeptTexts;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.Creation;
import io.lakespan.spi.FormatAdapter;
import io.lakespan.spi.MetadataCatalog;
import io.lakespan.spi.PartitionCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes one side. A write whose answer was lost is looked for before anybody tries it again; what people wrote goes into
 * the table's own metadata first, where the format has a place for it, and then into the catalog's entry.
 */
public final class SideWriter {
    // A job that commits every few seconds moves the version between the look and the write.
    private static final int ATTEMPTS = 5;
    private static final Set<Facet> PEOPLES =
            Stream.of(Facet.values()).filter(facet -> !facet.ownedByFormat()).collect(Collectors.toUnmodifiableSet());

    private final MetadataCatalog catalog;
    private final Map<TableFormat, FormatAdapter> formats;

    private SideWriter(MetadataCatalog catalog, Map<TableFormat, FormatAdapter> formats) {
        this.catalog = requireNonNull(catalog, "catalog");
        this.formats = Map.copyOf(formats);
    }

    /** A side that holds nothing but entries. */
    public static SideWriter of(MetadataCatalog catalog) {
        return new SideWriter(catalog, Map.of());
    }

    /** A side whose tables have metadata of their own. */
    public static SideWriter of(MetadataCatalog catalog, Map<TableFormat, FormatAdapter> formats) {
        return new SideWriter(catalog, formats);
    }

    /** Creates the table or database. */
    Version create(Table table) {
        return looking(table, Set.of(Facet.values()), () -> put(table, Expected.absent()));
    }

    /** Creates tables of one database; an answer that was lost is looked for, table by table. */
    List<Creation> create(List<Table> tables) {
        List<Creation> created = tried(tables);
        return IntStream.range(0, tables.size())
                .mapToObj(i -> lookedFor(tables.get(i), created.get(i)))
                .toList();
    }

    private List<Creation> tried(List<Table> tables) {
        try {
            return catalog.create(tables);
        } catch (BridgeException e) {
            return tables.stream()
                    .<Creation>map(table -> new Creation.Refused(table.ref(), e))
                    .toList();
        }
    }

    /** Makes the table or database what the target says if it is still at the expected version. */
    Version update(Table target, Version expected) {
        return looking(target, Set.of(Facet.values()), () -> put(target, Expected.at(expected)));
    }

    /**
     * Makes what people may change on the table what the target says, as long as nobody else changed that since it was
     * seen; commits of data in between are no obstacle.
     */
    Version update(Change.Write write, Change.Before before, Version expected) {
        Change.Write current = write;
        Version at = expected;
        for (int attempt = 1; ; attempt++) {
            try {
                Version written = updateAt(current, at);
                // What else the other's commit changed nobody has looked at: at this version the next pass has to.
                return attempt == 1 ? written : Agreement.NEVER;
            } catch (BridgeException e) {
                if (e.code() != ErrorCode.CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
                Versioned<Table> moved =
                        movedByDataAlone(write.target(), before).orElseThrow(() -> e);
                current = onto(moved.value(), write);
                at = moved.version();
            }
        }
    }

    /** The same write onto the entry as somebody else's commit left it; the table's own metadata is read anew anyway. */
    private Change.Write onto(Table entry, Change.Write write) {
        if (keeper(entry).isPresent()) {
            return write;
        }
        Table target = entry;
        for (Facet facet : write.facets()) {
            target = facet.copy(write.target(), target);
        }
        return new Change.Write(target, write.facets());
    }

    boolean holds(TableRef ref) {
        return catalog.find(ref).isPresent();
    }

    Version rename(TableRef from, Table to, Version expected) {
        try {
            return catalog.rename(from, to.ref(), expected);
        } catch (BridgeException e) {
            if (e.code() != ErrorCode.OUTCOME_UNKNOWN) {
                throw e;
            }
            return looked(
                    e,
                    () -> catalog.find(from).isPresent()
                            ? Optional.empty()
                            : catalog.find(to.ref()).map(Versioned::version));
        }
    }

    /** That what is about to be dropped elsewhere has not come back since the plan was made. */
    void requireGone(TableRef ref) {
        boolean there = DatabaseAsTable.is(ref)
                ? catalog.findDatabase(ref.database()).isPresent()
                : catalog.find(ref).isPresent();
        if (there) {
            throw new BridgeException(
                    ErrorCode.CONFLICT,
                    DatabaseAsTable.subject(ref) + " is there again in " + catalog.name() + "; it is not dropped");
        }
    }

    void drop(TableRef ref, Version expected) {
        gone(() -> catalog.drop(ref, expected), () -> catalog.find(ref).isEmpty());
    }

    void copyPartitions(PartitionMirror.Difference difference) {
        if (catalog instanceof PartitionCatalog partitions) {
            PartitionMirror.apply(difference, partitions);
            return;
        }
        throw new BridgeException(ErrorCode.UNSUPPORTED, catalog.name() + " keeps no partitions");
    }

    void dropDatabase(String name, Version expected) {
        gone(() -> catalog.dropDatabase(name, expected), () -> catalog.findDatabase(name)
                .isEmpty());
    }

    private Version updateAt(Change.Write write, Version at) {
        Table target = write.target();
        Optional<FormatAdapter> keeper = keeper(target);
        if (keeper.isEmpty()) {
            return looking(target, PEOPLES, () -> put(target, Expected.at(at)));
        }
        requireVersion(target.ref(), at);
        keeper.get().annotate(target);
        Versioned<Table> entry = current(target.ref());
        Table merged = written(target, entry.value(), write.facets());
        // A text edited in the entry alone stands there already, and is not kept yet.
        Version version = same(entry.value(), merged, PEOPLES) && KeptTexts.current(entry.value())
                ? entry.version()
                : looking(merged, PEOPLES, () -> put(merged, Expected.at(entry.version())));
        // An edit that came in between is in the entry now: at this version the next pass has to look.
        return same(merged, target, PEOPLES) ? version : Agreement.NEVER;
    }

    /** The format that has a place of its own for what people write about the table. */
    private Optional<FormatAdapter> keeper(Table table) {
        return Optional.ofNullable(formats.get(table.format())).filter(FormatAdapter::keepsAnnotations);
    }

    /**
     * The entry as the commit left it, with these facets as they are to be, and with what the commit took from the
     * others: Iceberg's own Glue catalog writes entries without an owner.
     */
    private static Table written(Table target, Table entry, Set<Facet> facets) {
        Table merged = Facet.SCHEMA.copy(target, entry);
        for (Facet facet : facets) {
            merged = facet.copy(target, merged);
        }
        for (Facet facet : PEOPLES) {
            merged = restored(facet, target, merged);
        }
        return merged;
    }

    private static Table restored(Facet facet, Table target, Table entry) {
        SortedSet<Item> missing = new TreeSet<>(facet.of(target).keySet());
        missing.removeAll(facet.of(entry).keySet());
        Table restored = entry;
        for (Item item : missing) {
            restored = facet.copy(item, target, restored);
        }
        return restored;
    }

    private void requireVersion(TableRef ref, Version expected) {
        if (!current(ref).version().equals(expected)) {
            throw new BridgeException(ErrorCode.CONFLICT, "table " + ref + " changed since it was read");
        }
    }

    private Versioned<Table> current(TableRef ref) {
        return catalog.find(ref)
                .orElseThrow(() ->
                        new BridgeException(ErrorCode.NOT_FOUND, "table " + ref + " is gone from " + catalog.name()));
    }

    /** The entry as it is now, when everything people may change is as it was seen, or already as it is to be. */
    private Optional<Versioned<Table>> movedByDataAlone(Table target, Change.Before before) {
        if (DatabaseAsTable.is(target.ref())) {
            return Optional.empty();
        }
        Versioned<Table> entry = current(target.ref());
        Table seen = before.seenLeft();
        FormatAdapter format = formats.get(target.format());
        Table own = format == null ? entry.value() : format.read(entry.value());
        boolean schemaStands = Facet.SCHEMA.of(own).equals(Facet.SCHEMA.of(seen));
        boolean untouched = keeper(target).isEmpty()
                ? Untouched.since(seen, target).is(own)
                : untouchedTwice(own, entry.value(), Untouched.since(seen, target, agreed(before, seen)));
        return schemaStands && untouched ? Optional.of(entry) : Optional.empty();
    }

    /** An entry and the table's own metadata, one of which may still be as it was agreed. */
    private static boolean untouchedTwice(Table own, Table entry, Untouched since) {
        return since.is(own) && since.isOrLost(Facet.SCHEMA.copy(own, entry));
    }

    private static Table agreed(Change.Before before, Table seen) {
        return Facet.SCHEMA.copy(seen, before.writing().base());
    }

    private Version put(Table table, Expected expected) {
        return DatabaseAsTable.is(table.ref())
                ? catalog.put(DatabaseAsTable.database(table), expected)
                : catalog.put(table, expected);
    }

    private Creation lookedFor(Table wanted, Creation creation) {
        return creation.match(done -> done, refused -> {
            try {
                Version found = looking(wanted, Set.of(Facet.values()), () -> {
                    throw refused.reason();
                });
                return new Creation.Done(wanted.ref(), found);
            } catch (BridgeException e) {
                return new Creation.Refused(wanted.ref(), e);
            }
        });
    }

    private Version looking(Table wanted, Set<Facet> facets, Supplier<Version> write) {
        try {
            return write.get();
        } catch (BridgeException e) {
            if (e.code() != ErrorCode.OUTCOME_UNKNOWN) {
                throw e;
            }
            return looked(e, () -> shown(wanted, facets));
        }
    }

    /** What a look finds; where it finds nothing or fails, the outcome is as unknown as before. */
    private static Version looked(BridgeException unknown, Supplier<Optional<Version>> look) {
        try {
            return look.get().orElseThrow(() -> unknown);
        } catch (BridgeException e) {
            if (e != unknown) {
                unknown.addSuppressed(e);
            }
            throw unknown;
        }
    }

    /** The version of the table if its facets are as wanted. */
    private Optional<Version> shown(Table wanted, Set<Facet> facets) {
        Optional<Versioned<Table>> found = DatabaseAsTable.is(wanted.ref())
                ? catalog.findDatabase(wanted.ref().database()).map(DatabaseAsTable::of)
                : catalog.find(wanted.ref());
        return found.filter(table -> same(table.value(), wanted, facets)).map(Versioned::version);
    }

    private static boolean same(Table one, Table other, Set<Facet> facets) {
        return facets.stream().allMatch(facet -> facet.of(one).equals(facet.of(other)));
    }

    private static void gone(Runnable drop, Supplier<Boolean> absent) {
        try {
            drop.run();
        } catch (BridgeException e) {
            boolean done = e.code() == ErrorCode.NOT_FOUND || e.code() == ErrorCode.OUTCOME_UNKNOWN && absent.get();
            if (!done) {
                throw e;
            }
        }
    }
}
