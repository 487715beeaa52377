package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.spi.SearchHit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Full-text search: tables first, then jobs, then columns. */
final class AtlasSearch {
    private static final List<String> TYPES =
            List.of("hive_table", "rdbms_table", "flink_application", "flink_process", "hive_column");

    private final AtlasRest rest;

    AtlasSearch(AtlasRest rest) {
        this.rest = rest;
    }

    List<SearchHit> search(String text, int limit) {
        Map<String, SearchHit> hits = new LinkedHashMap<>();
        for (String type : TYPES) {
            if (hits.size() < limit) {
                add(hits, type, text, limit);
            }
        }
        return hits.values().stream().limit(limit).toList();
    }

    private void add(Map<String, SearchHit> hits, String type, String text, int limit) {
        ObjectNode query = AtlasRest.JSON.createObjectNode();
        query.put("query", text).put("typeName", type);
        query.put("excludeDeletedEntities", true).put("limit", limit);
        rest.query("/search/basic", query)
                .path("entities")
                .forEach(entity -> hits.putIfAbsent(entity.path("guid").asText(), hit(entity)));
    }

    private static SearchHit hit(JsonNode entity) {
        JsonNode attributes = entity.path("attributes");
        return new SearchHit(
                entity.path("typeName").asText(),
                attributes.path("name").asText(entity.path("displayText").asText()),
                attributes.path("qualifiedName").asText(),
                Optional.of(attributes.path("description"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText));
    }
}
