package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.QualifiedNames;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Modification;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Databases as {@code hive_db} entities of one metadata namespace. */
final class AtlasDatabases {
    private static final String TYPE = "hive_db";
    private static final int PAGE = 100;

    private final AtlasRest rest;
    private final AtlasEntities entities;
    private final QualifiedNames names;
    private final DatabaseLocks locks;
    private final AnnotationReader reader;
    private final AnnotationWriter annotations;
    /** What this process wrote, which the search index may not show yet. */
    private final Set<String> written = new ConcurrentSkipListSet<>();

    AtlasDatabases(AtlasContext context) {
        this.rest = context.rest();
        this.entities = context.entities();
        this.names = context.names();
        this.locks = context.locks();
        this.reader = context.annotationReader();
        this.annotations = context.annotationWriter();
    }

    List<Versioned<Database>> all() {
        Set<String> found = new TreeSet<>(written);
        for (int offset = 0; addPage(found, offset); offset += PAGE) {
            // Each page is added as it is asked for.
        }
        return found.stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(database -> database.value().name()))
                .toList();
    }

    private boolean addPage(Set<String> found, int offset) {
        ObjectNode query = AtlasRest.JSON.createObjectNode();
        query.put("typeName", TYPE).put("excludeDeletedEntities", true);
        query.put("limit", PAGE).put("offset", offset);
        query.putArray("attributes").add("clusterName");
        query.putObject("entityFilters")
                .put("attributeName", "clusterName")
                .put("operator", "eq")
                .put("attributeValue", names.namespace());
        JsonNode page = rest.query("/search/basic", query).path("entities");
        page.forEach(entity -> found.add(entity.path("attributes").path("name").asText()));
        return page.size() == PAGE;
    }

    Optional<Versioned<Database>> find(String name) {
        return entities.findAlone(TYPE, names.database(name)).map(this::versioned);
    }

    /** The database's entity, with its tables as relationships. */
    AtlasEntity required(String name) {
        return entity(name).orElseThrow(() -> absent(name));
    }

    /** The guid of the database's entity, which costs nothing however many tables it has. */
    String requiredGuid(String name) {
        return entities.guid(TYPE, names.database(name)).orElseThrow(() -> absent(name));
    }

    private BridgeException absent(String name) {
        return new BridgeException(
                ErrorCode.NOT_FOUND,
                "no database " + name.toLowerCase(Locale.ROOT) + " in Atlas's namespace " + names.namespace());
    }

    Version put(Database database, Expected expected) {
        return locks.holding(database.name(), () -> {
            Optional<AtlasEntity> current = entity(database.name());
            Expectations.check("database " + database.name(), current.map(this::version), expected);
            Map<String, String> termGuids = annotations.prepare(List.of(database.annotations()));
            rest.post("/entity/bulk", request(database, current, termGuids));
            current.filter(entity -> annotations.differs(entity, database.annotations()))
                    .ifPresent(entity -> annotations.write(entity, database.annotations(), termGuids));
            written.add(database.name());
            return version(required(database.name()));
        });
    }

    void drop(String name, Version expected) {
        locks.holding(name, () -> {
            Optional<AtlasEntity> current = entity(name);
            Expectations.check("database " + name, current.map(this::version), Expected.at(expected));
            if (!current.orElseThrow().related("tables").isEmpty()) {
                throw new BridgeException(
                        ErrorCode.CONFLICT, "database " + name + " still holds tables in Atlas; drop them first");
            }
            entities.delete(current.orElseThrow().guid());
            written.remove(name.toLowerCase(Locale.ROOT));
            return name;
        });
    }

    private Optional<AtlasEntity> entity(String name) {
        return entities.find(TYPE, names.database(name));
    }

    private ObjectNode request(Database database, Optional<AtlasEntity> current, Map<String, String> termGuids) {
        ObjectNode request = AtlasRest.JSON.createObjectNode();
        ObjectNode entity = request.putArray("entities").addObject();
        entity.put("typeName", TYPE).put("guid", current.map(AtlasEntity::guid).orElse("-1"));
        entity.putObject("attributes")
                .put("qualifiedName", names.database(database.name()))
                .put("name", database.name())
                .put("clusterName", names.namespace())
                .put("description", database.description().orElse(null))
                .put("location", database.location().orElse(null))
                .put("owner", database.owner().orElse(null))
                .set("parameters", TableRequest.parameters(database.parameters()));
        if (current.isEmpty()) {
            annotations.addTo(entity, database.annotations(), termGuids);
        }
        return request;
    }

    private Versioned<Database> versioned(AtlasEntity entity) {
        return new Versioned<>(
                database(entity),
                version(entity),
                Optional.of(new Modification(Instant.ofEpochMilli(entity.updatedAt()), entity.updatedBy())));
    }

    private Database database(AtlasEntity entity) {
        return Database.of(entity.name())
                .withDescription(entity.text("description"))
                .withLocation(entity.text("location"))
                .withOwner(entity.text("owner"))
                .withParameters(entity.map("parameters"))
                .withAnnotations(reader.of(entity));
    }

    /** Atlas gives a database a new time with each table it gets: the version covers what the database itself says. */
    private Version version(AtlasEntity entity) {
        return Version.of(
                entity.guid() + "#" + AnnotationDigest.of(database(entity).toString()));
    }
}
