package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.QualifiedNames;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tables as entities of {@code hive_table} and the types below it. Which table an entity is, its {@code qualifiedName}
 * and its database say; an entity whose two disagree is none of Lakespan's tables until a write sets it right.
 */
final class AtlasTables {
    private final AtlasEntities entities;
    private final QualifiedNames names;
    private final TableReader reader;

    AtlasTables(AtlasEntities entities, QualifiedNames names, TableReader reader) {
        this.entities = entities;
        this.names = names;
        this.reader = reader;
    }

    /** The graph's own list of the database's tables, not the search index's, which may lag behind. */
    Stream<Versioned<Table>> all(AtlasEntity database) {
        return read(database.name(), database.related("tables"));
    }

    /** Those of the entities that are tables of the database. */
    Stream<Versioned<Table>> read(String database, List<String> guids) {
        return AtlasEntities.pages(guids).stream()
                .flatMap(page -> entities.all(page).stream())
                .filter(entity -> !TableReader.shell(entity))
                .flatMap(entity -> ref(database, entity).map(ref -> reader.versioned(ref, entity)).stream());
    }

    private Optional<TableRef> ref(String database, AtlasEntity entity) {
        String qualifiedName = entity.text("qualifiedName").orElse("");
        String prefix = database + ".";
        String suffix = "@" + names.namespace();
        boolean ours = qualifiedName.startsWith(prefix)
                && qualifiedName.endsWith(suffix)
                && qualifiedName.length() > prefix.length() + suffix.length();
        return ours
                ? Optional.of(TableRef.of(
                        database, qualifiedName.substring(prefix.length(), qualifiedName.length() - suffix.length())))
                : Optional.empty();
    }

    Optional<Versioned<Table>> find(TableRef ref) {
        return described(ref).map(entity -> reader.versioned(ref, entity));
    }

    /** The entity if it is this table, and more than a name. */
    Optional<AtlasEntity> described(TableRef ref) {
        return described(ref, entity(ref));
    }

    Optional<AtlasEntity> described(TableRef ref, Optional<AtlasEntity> found) {
        return found.filter(entity -> !TableReader.shell(entity) && isIn(ref.database(), entity));
    }

    /** Whether nothing at all has the table's qualified name. */
    boolean free(TableRef ref) {
        return entities.guid(TableKinds.ANY_TABLE, names.table(ref)).isEmpty();
    }

    /** Whatever has the table's qualified name, a table without a database too. */
    Optional<AtlasEntity> entity(TableRef ref) {
        return entities.find(TableKinds.ANY_TABLE, names.table(ref));
    }

    Version version(TableRef ref, AtlasEntity entity) {
        return reader.version(ref, entity);
    }

    Table table(TableRef ref, AtlasEntity entity) {
        return reader.table(ref, entity);
    }

    /** Qualified names join with dots, so that names with dots may meet: {@code a.b} + {@code c} and {@code a} + {@code b.c}. */
    static void requireNotOfAnother(TableRef ref, AtlasEntity entity) {
        entity.ends("db").stream()
                .map(AtlasTables::displayed)
                .filter(other -> !other.equalsIgnoreCase(ref.database()))
                .findFirst()
                .ifPresent(other -> {
                    throw new BridgeException(
                            ErrorCode.INVALID_INPUT,
                            "table '" + ref.name() + "' of database '" + ref.database()
                                    + "' would have the same qualified name in Atlas as a table of database '" + other
                                    + "': " + entity.text("qualifiedName").orElse("") + "; rename one of them");
                });
    }

    private static boolean isIn(String database, AtlasEntity table) {
        return table.ends("db").stream().anyMatch(end -> displayed(end).equalsIgnoreCase(database));
    }

    private static String displayed(JsonNode end) {
        return end.path("displayText").asText();
    }
}
