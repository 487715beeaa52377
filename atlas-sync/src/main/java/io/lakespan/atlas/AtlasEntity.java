package io.lakespan.atlas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An entity as Atlas returns it, where Atlas's nulls end.
 *
 * @param json Atlas's {@code AtlasEntity}
 * @param referred the entities it owns, by guid
 */
record AtlasEntity(JsonNode json, JsonNode referred) {
    AtlasEntity {
        requireNonNull(json, "json");
        requireNonNull(referred, "referred");
    }

    String guid() {
        return json.path("guid").asText();
    }

    String type() {
        return json.path("typeName").asText();
    }

    boolean active() {
        return json.path("status").asText("ACTIVE").equals("ACTIVE");
    }

    long updatedAt() {
        return json.path("updateTime").asLong();
    }

    /** A text attribute; empty texts count as absent, as Atlas's web interface leaves them behind. */
    Optional<String> text(String attribute) {
        JsonNode value = json.path("attributes").path(attribute);
        return value.isMissingNode() || value.isNull() || value.asText().isEmpty()
                ? Optional.empty()
                : Optional.of(value.asText());
    }

    String name() {
        return text("name").orElse("");
    }

    int number(String attribute) {
        return json.path("attributes").path(attribute).asInt();
    }

    boolean flag(String attribute) {
        return json.path("attributes").path(attribute).asBoolean();
    }

    List<String> texts(String attribute) {
        List<String> values = new ArrayList<>();
        json.path("attributes").path(attribute).forEach(value -> values.add(value.asText()));
        return values;
    }

    SortedMap<String, String> map(String attribute) {
        SortedMap<String, String> values = new TreeMap<>();
        json.path("attributes")
                .path(attribute)
                .fields()
                .forEachRemaining(
                        entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return values;
    }

    Optional<String> custom(String name) {
        return Optional.ofNullable(json.path("customAttributes").get(name)).map(JsonNode::asText);
    }

    /** The custom attributes, to be changed and sent back: Atlas replaces them as a whole. */
    ObjectNode customAttributes() {
        JsonNode custom = json.path("customAttributes");
        return custom.isObject() ? custom.deepCopy() : AtlasRest.JSON.createObjectNode();
    }

    /** The guids an active relationship leads to. */
    List<String> related(String relationship) {
        JsonNode ends = json.path("relationshipAttributes").path(relationship);
        List<String> guids = new ArrayList<>();
        (ends.isArray() ? ends : AtlasRest.JSON.createArrayNode().add(ends)).forEach(end -> {
            if (end.path("entityStatus").asText().equals("ACTIVE")
                    && end.path("relationshipStatus").asText().equals("ACTIVE")) {
                guids.add(end.path("guid").asText());
            }
        });
        return guids;
    }

    /** The owned entities an active relationship leads to. */
    List<AtlasEntity> owned(String relationship) {
        return related(relationship).stream()
                .map(guid -> new AtlasEntity(referred.path(guid), referred))
                .filter(AtlasEntity::active)
                .toList();
    }
}
