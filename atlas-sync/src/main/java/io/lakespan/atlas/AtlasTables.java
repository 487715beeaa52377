package io.lakespan.atlas;

import io.lakespan.lineage.QualifiedNames;
import io.lakespan.model.Expected;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tables as entities of {@code hive_table} and the types below it. */
final class AtlasTables {
    private static final String ANY_TABLE = "hive_table";

    private final AtlasRest rest;
    private final AtlasEntities entities;
    private final AtlasTypes types;
    private final QualifiedNames names;
    private final DatabaseLocks locks;
    private final TableEntities mapping;

    AtlasTables(AtlasRest rest, AtlasEntities entities, AtlasTypes types, QualifiedNames names, DatabaseLocks locks) {
        this.rest = rest;
        this.entities = entities;
        this.types = types;
        this.names = names;
        this.locks = locks;
        this.mapping = new TableEntities(names);
    }

    /** The graph's own list of the database's tables, not the search index's, which may lag behind. */
    Stream<Versioned<Table>> all(AtlasEntity database) {
        List<List<String>> pages = AtlasEntities.pages(database.related("tables"));
        return pages.stream()
                .flatMap(page -> entities.all(page).stream())
                .filter(entity -> !TableEntities.shell(entity))
                .map(entity -> versioned(TableRef.of(database.name(), entity.name()), entity));
    }

    Optional<Versioned<Table>> find(TableRef ref) {
        return described(ref).map(entity -> versioned(ref, entity));
    }

    Version put(Table table, Expected expected, AtlasEntity database) {
        types.ensure();
        return locks.holding(database.name(), () -> {
            Optional<AtlasEntity> current = entity(table.ref());
            Optional<Version> version =
                    current.filter(entity -> !TableEntities.shell(entity)).map(AtlasTables::version);
            Expectations.check("table " + table.ref(), version, expected);
            write(table, database, current);
            return version(described(table.ref()).orElseThrow());
        });
    }

    void drop(TableRef ref, Version expected) {
        locks.holding(ref.database(), () -> {
            Optional<AtlasEntity> current = described(ref);
            Expectations.check("table " + ref, current.map(AtlasTables::version), Expected.at(expected));
            entities.delete(current.orElseThrow().guid());
            return ref;
        });
    }

    /** An entity cannot change its type: a table of another format is a new entity. */
    private void write(Table table, AtlasEntity database, Optional<AtlasEntity> current) {
        String type = TableEntities.tableType(table.format());
        Optional<AtlasEntity> kept = current.filter(entity -> entity.type().equals(type));
        if (kept.isEmpty()) {
            current.ifPresent(entity -> entities.delete(entity.guid()));
        }
        rest.post("/entity/bulk", mapping.request(table, database.guid(), kept));
    }

    private Optional<AtlasEntity> described(TableRef ref) {
        return entity(ref).filter(entity -> !TableEntities.shell(entity));
    }

    private Optional<AtlasEntity> entity(TableRef ref) {
        return entities.find(ANY_TABLE, names.table(ref));
    }

    private Versioned<Table> versioned(TableRef ref, AtlasEntity entity) {
        return Versioned.of(mapping.table(ref, entity), version(entity));
    }

    /** A column can be edited without its table noticing: the version covers both. */
    private static Version version(AtlasEntity entity) {
        List<AtlasEntity> columns = TableEntities.allColumns(entity);
        long columnsAt =
                columns.stream().mapToLong(AtlasEntity::updatedAt).max().orElse(0);
        return Version.of(entity.guid() + "@" + entity.updatedAt() + "/" + columns.size() + "@" + columnsAt);
    }
}
