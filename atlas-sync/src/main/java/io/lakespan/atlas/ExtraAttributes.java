package io.lakespan.atlas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;

/** Writes what only some types have an attribute for; for the others it goes into the custom attributes. */
final class ExtraAttributes {
    private final AtlasTypes types;
    private final ObjectNode entity;
    private final ObjectNode before;
    private final ObjectNode custom;

    ExtraAttributes(AtlasTypes types, ObjectNode entity, Optional<AtlasEntity> current) {
        this.types = types;
        this.entity = entity;
        this.before = current.map(AtlasEntity::customAttributes).orElseGet(AtlasRest.JSON::createObjectNode);
        this.custom = before.deepCopy();
    }

    void text(String attribute, Optional<String> value) {
        if (hasAttribute(attribute)) {
            entity.withObject("/attributes")
                    .set(attribute, value.map(TextNode::valueOf).orElse(null));
        } else {
            custom(CustomAttributes.key(attribute), value.orElse(""));
        }
    }

    void texts(String attribute, List<String> values) {
        if (hasAttribute(attribute)) {
            ArrayNode array = entity.withObject("/attributes").putArray(attribute);
            values.forEach(array::add);
        } else {
            custom(CustomAttributes.key(attribute), String.join(CustomAttributes.SEPARATOR, values));
        }
    }

    private boolean hasAttribute(String attribute) {
        return types.has(entity.path("typeName").asText(), attribute);
    }

    /** An empty value stands for none: Atlas keeps what a request leaves out. */
    void custom(String name, String value) {
        if (!value.isEmpty() || custom.has(name)) {
            custom.put(name, value);
        }
    }

    void write() {
        if (!custom.equals(before)) {
            entity.set("customAttributes", custom);
        }
    }
}
