package io.lakespan.atlas;

import io.lakespan.lineage.Dataset;
import io.lakespan.lineage.JobRun;
import io.lakespan.lineage.LineageGraph;
import io.lakespan.lineage.QualifiedNames;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.spi.Capability;
import io.lakespan.spi.CatalogSearch;
import io.lakespan.spi.LineageStore;
import io.lakespan.spi.MetadataCatalog;
import io.lakespan.spi.SearchHit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final AtlasDatabases databases;
    private final AtlasTables tables;
    private final AtlasLineage lineage;
    private final AtlasSearch search;

    private AtlasCatalog(AtlasConfig config) {
        AtlasRest rest = new AtlasRest(config);
        AtlasTypes types = new AtlasTypes(rest);
        AtlasEntities entities = new AtlasEntities(rest);
        QualifiedNames names = new QualifiedNames(config.metadataNamespace());
        DatabaseLocks locks = new DatabaseLocks();
        this.databases = new AtlasDatabases(rest, entities, names, locks);
        this.tables = new AtlasTables(rest, entities, types, names, locks);
        this.lineage = new AtlasLineage(rest, entities, types, names);
        this.search = new AtlasSearch(rest);
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
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public List<Versioned<Database>> databases() {
        return databases.all();
    }

    @Override
    public Stream<Versioned<Table>> tables(String database) {
        return tables.all(databases.required(database));
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
        return tables.put(table, expected, databases.required(table.ref().database()));
    }

    @Override
    public void drop(TableRef ref, Version expected) {
        tables.drop(ref, expected);
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

    @Override
    public void close() {}
}
