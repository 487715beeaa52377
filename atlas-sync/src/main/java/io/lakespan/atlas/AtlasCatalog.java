package io.lakespan.atlas;

import io.lakespan.error.BridgeException;
import io.lakespan.lineage.Dataset;
import io.lakespan.lineage.JobRun;
import io.lakespan.lineage.LineageGraph;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.ListedTable;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.Capability;
import io.lakespan.spi.CatalogSearch;
import io.lakespan.spi.Creation;
import io.lakespan.spi.LineageStore;
import io.lakespan.spi.MetadataCatalog;
import io.lakespan.spi.SearchHit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Apache Atlas 2.1 or newer as a metadata catalog, a lineage store and a search, over its REST API v2.
 *
 * <p>Atlas has no compare-and-set. A write reads the entity, compares its version and writes, one writer a database at a
 * time within this process; between processes the comparison and the write are two steps. Databases are found by name
 * in Atlas's graph; the list of all databases comes from its search index, which may lag behind other writers by
 * seconds.
 */
public final class AtlasCatalog implements MetadataCatalog, LineageStore, CatalogSearch {
    private final AtlasContext context;
    private final AtlasDatabases databases;
    private final AtlasTables tables;
    private final KnownTables knownTables;
    private final TableWriter writer;
    private final AtlasLineage lineage;
    private final AtlasSearch search;
    private final S3Locations locations;

    private AtlasCatalog(AtlasConfig config) {
        this.context = AtlasContext.of(config);
        this.databases = new AtlasDatabases(context);
        this.tables = new AtlasTables(context.entities(), context.names(), new TableReader(context.annotationReader()));
        this.knownTables = new KnownTables(context, tables);
        this.writer = new TableWriter(context, tables);
        this.lineage = new AtlasLineage(context.rest(), context.entities(), context.types(), context.names());
        this.search = new AtlasSearch(context.rest());
        this.locations = new S3Locations(context);
    }

    /** Opens without I/O; the first write installs the types Atlas lacks. */
    public static AtlasCatalog open(AtlasConfig config) {
        return new AtlasCatalog(config);
    }

    @Override
    public String name() {
        return "atlas";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.PARTITIONS));
    }

    @Override
    public List<Versioned<Database>> databases() {
        return databases.all();
    }

    @Override
    public Stream<Versioned<Table>> tables(String database) {
        return tables.all(databases.required(database));
    }

    /**
     * An unchanged database costs a handful of searches and no reading of a table; a change that leaves no
     * time in Atlas (a term, a business attribute, a propagated tag) is found too. What the search index does not show in
     * time is found by reading a few tables at random with each listing, or by {@link #tables(String)}.
     */
    @Override
    public Stream<ListedTable> tables(String database, Map<TableRef, Version> known) {
        return knownTables.list(databases.required(database), known);
    }

    @Override
    public Optional<Versioned<Database>> findDatabase(String name) {
        return databases.find(name);
    }

    @Override
    public Optional<Versioned<Table>> find(TableRef ref) {
        return tables.find(ref);
    }

    @Override
    public Version put(Database database, Expected expected) {
        return databases.put(database, expected);
    }

    @Override
    public Version put(Table table, Expected expected) {
        String database = table.ref().database();
        return context.locks().holding(database, () -> writer.put(table, expected, databases.requiredGuid(database)));
    }

    @Override
    public List<Creation> create(List<Table> some) {
        Map<TableRef, Creation> creations = new HashMap<>();
        some.stream()
                .collect(Collectors.groupingBy(table -> table.ref().database()))
                .forEach((database, theirs) ->
                        create(database, theirs).forEach(creation -> creations.put(creation.ref(), creation)));
        return some.stream().map(table -> creations.get(table.ref())).toList();
    }

    private List<Creation> create(String database, List<Table> some) {
        try {
            return context.locks().holding(database, () -> new TableCreations(tables, writer)
                    .create(some, databases.requiredGuid(database)));
        } catch (BridgeException e) {
            return some.stream()
                    .<Creation>map(table -> new Creation.Refused(table.ref(), e))
                    .toList();
        }
    }

    @Override
    public Version rename(TableRef from, TableRef to, Version expected) {
        return context.locks()
                .holding(
                        from.database(),
                        to.database(),
                        () -> writer.rename(from, to, expected, databases.requiredGuid(to.database())));
    }

    @Override
    public void drop(TableRef ref, Version expected) {
        context.locks().holding(ref.database(), () -> {
            writer.drop(ref, expected);
            return ref;
        });
    }

    @Override
    public void dropDatabase(String name, Version expected) {
        databases.drop(name, expected);
    }

    @Override
    public void record(JobRun run) {
        lineage.record(run);
    }

    @Override
    public LineageGraph around(Dataset dataset, int depth) {
        return lineage.around(dataset, depth);
    }

    @Override
    public List<SearchHit> search(String text, int limit) {
        return search.search(text, limit);
    }

    /**
     * Enters a place on S3 as bucket and directories; harmless for one that is there. Atlas's types know no relationship
     * between these and tables: a table says where it lies in its storage.
     *
     * @throws BridgeException {@code INVALID_INPUT} when the location is not on S3
     */
    public void enterLocation(String location) {
        locations.enter(location);
    }

    /**
     * Removes entities for good that were deleted before, with what they own; the sync never does. Needs an Atlas
     * administrator.
     *
     * @param guids the deleted entities
     * @return the entities that are gone
     */
    public Set<String> purge(Collection<String> guids) {
        return context.entities().purge(guids);
    }

    @Override
    public SortedMap<String, Long> calls() {
        return context.rest().calls().counts();
    }

    @Override
    public void close() {}
}
