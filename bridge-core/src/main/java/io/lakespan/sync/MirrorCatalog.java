package io.lakespan.sync;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Mirror;
import io.lakespan.model.Partition;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.Capability;
import io.lakespan.spi.MetadataCatalog;
import io.lakespan.spi.PartitionCatalog;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A technical catalog that holds copies of another one's tables. Every copy carries a mark, and a table without it is
 * somebody's own: it is shown, and never written or dropped.
 */
public final class MirrorCatalog implements MetadataCatalog, PartitionCatalog {
    private final MetadataCatalog catalog;
    private final String original;

    /**
     * @param catalog where the copies are
     * @param original the name of the catalog they are copies of
     */
    public MirrorCatalog(MetadataCatalog catalog, String original) {
        this.catalog = requireNonNull(catalog, "catalog");
        this.original = requireNonNull(original, "original");
    }

    @Override
    public String name() {
        return catalog.name();
    }

    @Override
    public Set<Capability> capabilities() {
        return catalog.capabilities();
    }

    @Override
    public List<Versioned<Database>> databases() {
        return catalog.databases();
    }

    @Override
    public Stream<Versioned<Table>> tables(String database) {
        return catalog.tables(database).map(MirrorCatalog::unmarked);
    }

    @Override
    public Optional<Versioned<Database>> findDatabase(String name) {
        return catalog.findDatabase(name);
    }

    @Override
    public Optional<Versioned<Table>> find(TableRef ref) {
        return catalog.find(ref).map(MirrorCatalog::unmarked);
    }

    @Override
    public Version put(Database database, Expected expected) {
        return catalog.put(database, expected);
    }

    @Override
    public Version put(Table table, Expected expected) {
        requireCopy(table.ref());
        return catalog.put(marked(table), expected);
    }

    @Override
    public Version rename(TableRef from, TableRef to, Version expected) {
        requireCopy(from);
        return catalog.rename(from, to, expected);
    }

    @Override
    public void drop(TableRef ref, Version expected) {
        requireCopy(ref);
        catalog.drop(ref, expected);
    }

    @Override
    public void dropDatabase(String name, Version expected) {
        catalog.dropDatabase(name, expected);
    }

    @Override
    public Stream<Partition> partitions(TableRef ref) {
        return partitioned().partitions(ref);
    }

    @Override
    public void put(TableRef ref, List<Partition> partitions) {
        requireCopy(ref);
        partitioned().put(ref, partitions);
    }

    @Override
    public void dropPartitions(TableRef ref, List<List<String>> values) {
        requireCopy(ref);
        partitioned().dropPartitions(ref, values);
    }

    @Override
    public SortedMap<String, Long> calls() {
        return catalog.calls();
    }

    /** The catalog behind it belongs to whoever opened it. */
    @Override
    public void close() {}

    private PartitionCatalog partitioned() {
        if (catalog instanceof PartitionCatalog partitions) {
            return partitions;
        }
        throw new BridgeException(ErrorCode.UNSUPPORTED, catalog.name() + " keeps no partitions");
    }

    private void requireCopy(TableRef ref) {
        Optional<Table> there = catalog.find(ref).map(Versioned::value);
        if (there.isPresent() && !Mirror.of(there.get()).equals(Optional.of(original))) {
            throw new BridgeException(
                    ErrorCode.CONFLICT,
                    "table " + ref + " in " + catalog.name() + " is no copy of " + original
                            + "'s and is left alone; drop it there, or exclude it with --exclude " + ref);
        }
    }

    private Table marked(Table table) {
        SortedMap<String, String> parameters = new TreeMap<>(table.parameters());
        parameters.put(Mirror.PARAMETER, original);
        return MirrorIdentity.written(table.withParameters(parameters));
    }

    private static Versioned<Table> unmarked(Versioned<Table> table) {
        SortedMap<String, String> parameters = new TreeMap<>(table.value().parameters());
        parameters.remove(Mirror.PARAMETER);
        return new Versioned<>(
                MirrorIdentity.read(table.value().withParameters(parameters)), table.version(), table.modified());
    }
}
