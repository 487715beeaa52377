package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Annotations;
import io.lakespan.model.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The definitions that annotations need: classifications with their attributes, and business metadata. What Atlas lacks
 * is added; what it has is only ever added to.
 */
final class AnnotationTypes {
    private static final String CLASSIFICATION = "CLASSIFICATION";
    private static final String BUSINESS_METADATA = "BUSINESS_METADATA";
    private static final String DEFS_OF_CLASSIFICATIONS = "classificationDefs";
    private static final String DEFS_OF_BUSINESS_METADATA = "businessMetadataDefs";
    private static final String TEXT = "string";
    private static final int LONGEST_TEXT = 20_000;
    // Atlas's own rules for names of types.
    private static final Pattern CLASSIFICATION_NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_ .]*");
    private static final Pattern TYPE_NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_ ]*");
    private static final String APPLICABLE = "[\"hive_db\",\"hive_table\",\"hive_column\"]";

    private final AtlasRest rest;
    private final Map<String, JsonNode> known = new ConcurrentHashMap<>();

    AnnotationTypes(AtlasRest rest) {
        this.rest = rest;
    }

    /** Finds out whether Atlas can hold all of these, then adds the definitions it lacks. */
    synchronized void ensure(Collection<Annotations> all) {
        List<ObjectNode> additions = additions(all);
        if (!additions.isEmpty() && !known.isEmpty()) {
            // Somebody may have added the same since it was read.
            known.clear();
            additions = additions(all);
        }
        all.forEach(this::checkValues);
        additions.forEach(this::add);
    }

    private List<ObjectNode> additions(Collection<Annotations> all) {
        List<ObjectNode> additions = new ArrayList<>();
        attributesByTag(all)
                .forEach((tag, attributes) -> additionForTag(tag, attributes).ifPresent(additions::add));
        namesBySet(all).forEach((set, names) -> additionForSet(set, names).ifPresent(additions::add));
        return additions;
    }

    /** What was read may have been changed by somebody else since. */
    void forget() {
        known.clear();
    }

    private static Map<String, Set<String>> attributesByTag(Collection<Annotations> all) {
        Map<String, Set<String>> attributes = new TreeMap<>();
        for (Annotations annotations : all) {
            annotations.tags().forEach((name, tag) -> attributes
                    .computeIfAbsent(name, key -> new TreeSet<>())
                    .addAll(tag.attributes().keySet()));
        }
        return attributes;
    }

    private static Map<String, Set<String>> namesBySet(Collection<Annotations> all) {
        Map<String, Set<String>> names = new TreeMap<>();
        for (Annotations annotations : all) {
            annotations.attributes().keySet().forEach(attribute -> names.computeIfAbsent(
                            setOf(attribute), key -> new TreeSet<>())
                    .add(nameOf(attribute)));
        }
        return names;
    }

    static String setOf(String attribute) {
        int dot = attribute.indexOf('.');
        if (dot <= 0 || dot == attribute.length() - 1) {
            throw invalid("business attribute '" + attribute + "'", "write it as set.attribute");
        }
        return attribute.substring(0, dot);
    }

    static String nameOf(String attribute) {
        return attribute.substring(attribute.indexOf('.') + 1);
    }

    private Optional<ObjectNode> additionForTag(String tag, Set<String> attributes) {
        String what = "classification '" + tag + "'";
        Optional<JsonNode> definition = definition(tag, CLASSIFICATION, what, CLASSIFICATION_NAME);
        Set<String> missing = new TreeSet<>(attributes);
        definition.ifPresent(present -> missing.removeAll(typesOf(present).keySet()));
        if (definition.isPresent() && missing.isEmpty()) {
            return Optional.empty();
        }
        missing.forEach(name -> requireName(what + ", attribute '" + name + "'", name, TYPE_NAME));
        ObjectNode addition = widened(definition, tag, DEFS_OF_CLASSIFICATIONS);
        ArrayNode definitions = addition.withArray("attributeDefs");
        missing.forEach(name -> definitions.add(optionalText(name)));
        return Optional.of(addition);
    }

    private Optional<ObjectNode> additionForSet(String set, Set<String> names) {
        String what = "business metadata '" + set + "'";
        Optional<JsonNode> definition = definition(set, BUSINESS_METADATA, what, TYPE_NAME);
        Set<String> missing = new TreeSet<>(names);
        definition.ifPresent(present -> missing.removeAll(typesOf(present).keySet()));
        if (definition.isPresent() && missing.isEmpty()) {
            return Optional.empty();
        }
        missing.forEach(name -> requireName(what + ", attribute '" + name + "'", name, TYPE_NAME));
        ObjectNode addition = widened(definition, set, DEFS_OF_BUSINESS_METADATA);
        ArrayNode definitions = addition.withArray("attributeDefs");
        missing.forEach(name -> definitions.add(businessText(name)));
        return Optional.of(addition);
    }

    /** The definition to send: Atlas's own with more attributes, or a new one. The category says which list it goes in. */
    private static ObjectNode widened(Optional<JsonNode> definition, String name, String category) {
        ObjectNode addition = definition
                .<ObjectNode>map(JsonNode::deepCopy)
                .orElseGet(() -> AtlasRest.JSON.createObjectNode().put("name", name));
        return addition.put("category", category.equals(DEFS_OF_CLASSIFICATIONS) ? CLASSIFICATION : BUSINESS_METADATA);
    }

    private static ObjectNode optionalText(String name) {
        ObjectNode definition = AtlasRest.JSON.createObjectNode().put("name", name);
        definition.put("typeName", TEXT).put("cardinality", "SINGLE");
        return definition.put("isOptional", true).put("isUnique", false).put("isIndexable", true);
    }

    private static ObjectNode businessText(String name) {
        ObjectNode definition = optionalText(name);
        definition
                .putObject("options")
                .put("applicableEntityTypes", APPLICABLE)
                .put("maxStrLength", String.valueOf(LONGEST_TEXT));
        return definition;
    }

    private Optional<JsonNode> definition(String name, String category, String what, Pattern pattern) {
        Optional<JsonNode> definition = definition(name);
        if (definition.isEmpty()) {
            requireName(what, name, pattern);
        }
        definition
                .map(found -> found.path("category").asText())
                .filter(found -> !found.equals(category))
                .ifPresent(other -> {
                    throw invalid(what, "Atlas has a type of that name already, of category " + other);
                });
        return definition;
    }

    private Optional<JsonNode> definition(String name) {
        JsonNode cached = known.get(name);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<JsonNode> found = rest.find("/types/typedef/name/" + AtlasRest.encoded(name));
        found.ifPresent(definition -> known.put(name, definition));
        return found;
    }

    /** A definition's attributes and their types, those of its super types included. */
    private Map<String, String> typesOf(JsonNode definition) {
        Map<String, String> types = new TreeMap<>();
        definition.path("superTypes").forEach(parent -> definition(parent.asText())
                .ifPresent(found -> types.putAll(typesOf(found))));
        definition
                .path("attributeDefs")
                .forEach(attribute -> types.put(
                        attribute.path("name").asText(),
                        attribute.path("typeName").asText()));
        return types;
    }

    private void checkValues(Annotations annotations) {
        annotations.tags().values().forEach(this::tagAttributes);
        annotations.attributes().forEach(this::businessValue);
    }

    /** The attributes of a classification in the types its definition gives them. */
    ObjectNode tagAttributes(Tag tag) {
        Map<String, String> types = definition(tag.name()).map(this::typesOf).orElse(Map.of());
        ObjectNode attributes = AtlasRest.JSON.createObjectNode();
        tag.attributes()
                .forEach((name, value) -> attributes.set(
                        name,
                        TypedValues.of(
                                "attribute '" + name + "' of classification '" + tag.name() + "'",
                                types.getOrDefault(name, TEXT),
                                value)));
        return attributes;
    }

    /** The value of a business attribute in its type. */
    JsonNode businessValue(String attribute, String value) {
        String what = "business attribute '" + attribute + "'";
        Optional<JsonNode> definition = definition(setOf(attribute)).flatMap(set -> attribute(set, nameOf(attribute)));
        definition.ifPresent(found -> requireFits(what, found, value));
        String type = definition.map(found -> found.path("typeName").asText()).orElse(TEXT);
        return TypedValues.of(what, type, value);
    }

    private static Optional<JsonNode> attribute(JsonNode definition, String name) {
        for (JsonNode attribute : definition.path("attributeDefs")) {
            if (attribute.path("name").asText().equals(name)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }

    private static void requireFits(String what, JsonNode attribute, String value) {
        int longest = attribute.path("options").path("maxStrLength").asInt(Integer.MAX_VALUE);
        if (attribute.path("typeName").asText().equals(TEXT) && value.length() > longest) {
            throw invalid(what, "its definition allows " + longest + " characters and the value has " + value.length());
        }
    }

    private static void requireName(String what, String name, Pattern pattern) {
        if (!pattern.matcher(name).matches()) {
            throw invalid(
                    what,
                    "Atlas wants such a name to begin with a letter and to hold only letters, digits, spaces and"
                            + " underscores; use another name");
        }
    }

    private static BridgeException invalid(String what, String why) {
        return new BridgeException(ErrorCode.INVALID_INPUT, "Atlas cannot hold the " + what + ": " + why);
    }

    private void add(ObjectNode definition) {
        String name = definition.path("name").asText();
        boolean exists = definition.has("guid");
        String list = definition.path("category").asText().equals(CLASSIFICATION)
                ? DEFS_OF_CLASSIFICATIONS
                : DEFS_OF_BUSINESS_METADATA;
        ObjectNode request = AtlasRest.JSON.createObjectNode();
        request.putArray(list).add(definition);
        known.remove(name);
        try {
            if (exists) {
                rest.put("/types/typedefs", request);
            } else {
                rest.post("/types/typedefs", request);
            }
        } catch (BridgeException e) {
            // Somebody else may have added the same at the same time.
            if (!holds(definition)) {
                throw e;
            }
        }
    }

    private boolean holds(ObjectNode wanted) {
        Set<String> names = typesOf(wanted).keySet();
        return definition(wanted.path("name").asText())
                .filter(found -> typesOf(found).keySet().containsAll(names))
                .isPresent();
    }
}
