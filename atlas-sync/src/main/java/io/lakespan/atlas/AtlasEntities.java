package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads and deletes entities; what is deleted counts as absent. */
final class AtlasEntities {
    /** A guid takes 42 characters of the request line, which Jetty limits to 8 KiB. */
    private static final int BULK = 40;

    private final AtlasRest rest;

    AtlasEntities(AtlasRest rest) {
        this.rest = rest;
    }

    /** The active entity of that type, or a type below it, and name. */
    Optional<AtlasEntity> find(String type, String qualifiedName) {
        return rest.find("/entity/uniqueAttribute/type/" + type + "?attr:qualifiedName="
                        + AtlasRest.encoded(qualifiedName))
                .map(answer -> new AtlasEntity(answer.path("entity"), answer.path("referredEntities")))
                .filter(AtlasEntity::active);
    }

    /**
     * The active entity without what it is related to, but for its terms: cheap however much hangs on it. Atlas's header
     * shows the terms where the entity without relationships does not.
     */
    Optional<AtlasEntity> findAlone(String type, String qualifiedName) {
        String path = "/entity/uniqueAttribute/type/" + type;
        String query = "?attr:qualifiedName=" + AtlasRest.encoded(qualifiedName);
        return rest.find(path + query + "&ignoreRelationships=true")
                .map(answer -> answer.path("entity"))
                .filter(entity -> entity.path("status").asText().equals("ACTIVE"))
                .flatMap(entity -> rest.find(path + "/header" + query).map(header -> {
                    ObjectNode whole = entity.deepCopy();
                    whole.set("meanings", header.path("meanings"));
                    return new AtlasEntity(whole, AtlasRest.JSON.createObjectNode());
                }));
    }

    /** The guid alone, which is cheap however much hangs on the entity. */
    Optional<String> guid(String type, String qualifiedName) {
        return rest.find("/entity/uniqueAttribute/type/" + type + "/header?attr:qualifiedName="
                        + AtlasRest.encoded(qualifiedName))
                .filter(header -> header.path("status").asText().equals("ACTIVE"))
                .map(header -> header.path("guid").asText());
    }

    /** When an entity was changed last. */
    long updatedAt(String guid) {
        return rest.get("/entity/guid/" + guid + "?ignoreRelationships=true")
                .path("entity")
                .path("updateTime")
                .asLong();
    }

    /** So many entities at once as one answer holds; the caller asks for the next ones. */
    List<AtlasEntity> all(List<String> guids) {
        if (guids.isEmpty()) {
            return List.of();
        }
        String query = guids.stream().map(guid -> "guid=" + guid).collect(Collectors.joining("&"));
        JsonNode answer = rest.get("/entity/bulk?" + query);
        List<AtlasEntity> entities = new ArrayList<>();
        answer.path("entities")
                .forEach(entity -> entities.add(new AtlasEntity(entity, answer.path("referredEntities"))));
        return entities.stream().filter(AtlasEntity::active).toList();
    }

    static List<List<String>> pages(List<String> guids) {
        List<List<String>> pages = new ArrayList<>();
        for (int from = 0; from < guids.size(); from += BULK) {
            pages.add(guids.subList(from, Math.min(from + BULK, guids.size())));
        }
        return pages;
    }

    /** A soft delete, as Atlas is configured to by default: the entity stays for its history. */
    void delete(String guid) {
        rest.delete("/entity/guid/" + guid);
    }

    /** Removes deleted entities for good; the guids of all that went. */
    Set<String> purge(Collection<String> guids) {
        ArrayNode list = AtlasRest.JSON.createArrayNode();
        guids.forEach(list::add);
        return new TreeSet<>(
                rest.purge(list).path("mutatedEntities").path("PURGE").findValuesAsText("guid"));
    }
}
