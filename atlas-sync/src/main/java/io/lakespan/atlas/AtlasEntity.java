package io.lakespan.atlas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entity as Atlas returns it, where Atlas's nulls end.
 *
 * @param json Atlas's {@code AtlasEntity}
 * @param referred the entities it owns, by guid
 */
record AtlasEntity(JsonNode json, JsonNode referred) {
    private static final Comparator<AtlasEntity> POSITION = Comparator.comparingInt(AtlasEntity::position);

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

    Optional<String> updatedBy() {
        return present(json.path("updatedBy"));
    }

    /** A text attribute; empty texts count as absent, as Atlas's web interface leaves them behind. */
    Optional<String> text(String attribute) {
        return present(json.path("attributes").path(attribute));
    }

    /** Whether a text attribute was set and is empty now. */
    boolean emptied(String attribute) {
        JsonNode value = json.path("attributes").path(attribute);
        return value.isTextual() && value.asText().isEmpty();
    }

    private static Optional<String> present(JsonNode value) {
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

    boolean has(String attribute) {
        return json.path("attributes").hasNonNull(attribute);
    }

    List<String> texts(String attribute) {
        List<String> values = new ArrayList<>();
        json.path("attributes").path(attribute).forEach(value -> values.add(value.asText()));
        return values;
    }

    SortedMap<String, String> map(String attribute) {
        return map(json.path("attributes").path(attribute));
    }

    static SortedMap<String, String> map(JsonNode node) {
        SortedMap<String, String> values = new TreeMap<>();
        node.fields().forEachRemaining(entry -> {
            if (!entry.getValue().isNull()) {
                values.put(entry.getKey(), JsonText.of(entry.getValue()));
            }
        });
        return values;
    }

    Optional<String> custom(String name) {
        return present(json.path("customAttributes").path(name));
    }

    /** The custom attributes, to be changed and sent back: Atlas replaces them as a whole. */
    ObjectNode customAttributes() {
        JsonNode custom = json.path("customAttributes");
        return custom.isObject() ? custom.deepCopy() : AtlasRest.JSON.createObjectNode();
    }

    /** The guids an active relationship leads to. */
    List<String> related(String relationship) {
        return ends(relationship).stream().map(end -> end.path("guid").asText()).toList();
    }

    /** The active ends of a relationship, as Atlas describes them: guid, type, name and the relationship itself. */
    List<JsonNode> ends(String relationship) {
        return listed(relationship).stream()
                .filter(end -> end.path("entityStatus").asText().equals("ACTIVE")
                        && end.path("relationshipStatus").asText().equals("ACTIVE"))
                .toList();
    }

    private List<JsonNode> listed(String relationship) {
        JsonNode ends = json.path("relationshipAttributes").path(relationship);
        List<JsonNode> list = new ArrayList<>();
        (ends.isArray() ? ends : AtlasRest.JSON.createArrayNode().add(ends)).forEach(list::add);
        return list;
    }

    /** The owned entities an active relationship leads to. */
    List<AtlasEntity> owned(String relationship) {
        return related(relationship).stream()
                .map(guid -> new AtlasEntity(referred.path(guid), referred))
                .filter(AtlasEntity::active)
                .toList();
    }

    /** A table's columns in order, partition keys among them. */
    List<AtlasEntity> columns() {
        List<AtlasEntity> keys = partitionKeys();
        Set<String> keyGuids = keys.stream().map(AtlasEntity::guid).collect(Collectors.toSet());
        // Writers that leave the relationship unnamed put their partition keys among the columns too.
        List<AtlasEntity> columns = new ArrayList<>(owned("columns").stream()
                .filter(column -> !keyGuids.contains(column.guid()))
                .sorted(POSITION)
                .toList());
        columns.addAll(keys);
        if (columns.stream().mapToInt(AtlasEntity::position).distinct().count() == columns.size()) {
            columns.sort(POSITION);
        }
        // The Hive hook counts keys from 0 again: then they stand last, as in Hive.
        return columns;
    }

    List<AtlasEntity> partitionKeys() {
        return owned("partitionKeys").stream().sorted(POSITION).toList();
    }

    private int position() {
        return number("position");
    }

    /** A table's columns and storage, deleted ones too: their time is when they were deleted. */
    List<AtlasEntity> parts() {
        return Stream.of("columns", "partitionKeys", "sd")
                .flatMap(relationship -> listed(relationship).stream())
                .map(end -> new AtlasEntity(referred.path(end.path("guid").asText()), referred))
                .toList();
    }

    /** A table's storage descriptor. */
    Optional<AtlasEntity> storage() {
        return owned("sd").stream().findFirst();
    }
}
