package io.lakespan.atlas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which business attributes the types of tables and columns can have. */
final class BusinessTypes {
    private static final List<String> ABOVE = List.of("Referenceable", "Asset", "DataSet");
    private static final List<String> OURS = List.of(
            TableKinds.ANY_TABLE,
            TableKinds.ANY_COLUMN,
            "iceberg_table",
            "iceberg_column",
            "hudi_table",
            "hudi_column");

    private BusinessTypes() {}

    /** The attributes by the type they were defined for: what is defined higher up counts for both Hive types. */
    static SortedMap<String, SortedSet<String>> attributes(AtlasRest rest) {
        SortedMap<String, SortedSet<String>> attributes = new TreeMap<>();
        for (JsonNode set : rest.get("/types/typedefs?type=business_metadata").path("businessMetadataDefs")) {
            for (JsonNode attribute : set.path("attributeDefs")) {
                String name =
                        set.path("name").asText() + "." + attribute.path("name").asText();
                types(attribute).forEach(type -> attributes
                        .computeIfAbsent(type, key -> new TreeSet<>())
                        .add(name));
            }
        }
        return attributes;
    }

    private static SortedSet<String> types(JsonNode attribute) {
        SortedSet<String> types = new TreeSet<>();
        for (String type : applicable(attribute)) {
            if (OURS.contains(type)) {
                types.add(type);
            } else if (ABOVE.contains(type)) {
                types.add(TableKinds.ANY_TABLE);
                types.add(TableKinds.ANY_COLUMN);
            }
        }
        return types;
    }

    private static List<String> applicable(JsonNode attribute) {
        String text = attribute.path("options").path("applicableEntityTypes").asText("[]");
        try {
            return List.of(AtlasRest.JSON.readValue(text, String[].class));
        } catch (JsonProcessingException e) {
            // Atlas would not have accepted such a definition; one that applies nowhere needs no search.
            return List.of();
        }
    }

    static SortedSet<String> all(Map<String, SortedSet<String>> attributes) {
        SortedSet<String> all = new TreeSet<>();
        attributes.values().forEach(all::addAll);
        return all;
    }
}
