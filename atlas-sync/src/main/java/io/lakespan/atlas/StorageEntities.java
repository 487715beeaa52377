package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.model.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Storage as the attributes of a {@code hive_storagedesc} and back. */
final class StorageEntities {
    // The values Hive itself uses.
    private static final int ASCENDING = 1;
    private static final int DESCENDING = 0;
    private static final String DESCENDING_SUFFIX = " DESC";
    private static final String ASCENDING_SUFFIX = " ASC";

    private StorageEntities() {}

    static void write(Storage storage, Optional<AtlasEntity> current, ObjectNode attributes) {
        attributes.put("inputFormat", storage.inputFormat().orElse(null));
        attributes.put("outputFormat", storage.outputFormat().orElse(null));
        attributes.put("compressed", storage.compressed());
        attributes.put("numBuckets", storage.buckets());
        ArrayNode buckets = attributes.putArray("bucketCols");
        storage.bucketColumns().forEach(buckets::add);
        ArrayNode order = attributes.putArray("sortCols");
        storage.sortColumns().forEach(column -> order.add(sorted(column)));
        attributes.set("serdeInfo", serde(storage, current));
    }

    private static ObjectNode serde(Storage storage, Optional<AtlasEntity> current) {
        ObjectNode serde = AtlasRest.JSON.createObjectNode().put("typeName", "hive_serde");
        ObjectNode attributes = serde.putObject("attributes");
        current.flatMap(StorageEntities::serdeName).ifPresent(name -> attributes.put("name", name));
        attributes.put("serializationLib", storage.serializationLibrary().orElse(null));
        attributes.set("parameters", text(storage.serializationParameters()));
        return serde;
    }

    private static Optional<String> serdeName(AtlasEntity storage) {
        return Optional.of(serde(storage).path("name"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    private static ObjectNode text(Map<String, String> values) {
        ObjectNode node = AtlasRest.JSON.createObjectNode();
        values.forEach(node::put);
        return node;
    }

    private static ObjectNode sorted(String column) {
        boolean descending = column.endsWith(DESCENDING_SUFFIX);
        String name =
                descending || column.endsWith(ASCENDING_SUFFIX) ? column.substring(0, column.lastIndexOf(' ')) : column;
        ObjectNode order = AtlasRest.JSON.createObjectNode().put("typeName", "hive_order");
        order.putObject("attributes").put("col", name).put("order", descending ? DESCENDING : ASCENDING);
        return order;
    }

    static Storage read(AtlasEntity entity) {
        JsonNode serde = serde(entity);
        return new Storage(
                entity.text("inputFormat"),
                entity.text("outputFormat"),
                Optional.of(serde.path("serializationLib"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .filter(library -> !library.isEmpty()),
                AtlasEntity.map(serde.path("parameters")),
                entity.flag("compressed"),
                Math.max(0, entity.number("numBuckets")),
                entity.texts("bucketCols"),
                sortColumns(entity));
    }

    private static JsonNode serde(AtlasEntity storage) {
        return storage.json().path("attributes").path("serdeInfo").path("attributes");
    }

    private static List<String> sortColumns(AtlasEntity entity) {
        List<String> columns = new ArrayList<>();
        for (JsonNode order : entity.json().path("attributes").path("sortCols")) {
            JsonNode attributes = order.path("attributes");
            boolean descending = attributes.path("order").asInt() == DESCENDING;
            columns.add(attributes.path("col").asText() + (descending ? DESCENDING_SUFFIX : ASCENDING_SUFFIX));
        }
        return columns;
    }
}
