package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;

/** Atlas's typed values as text: scalars as they are written, structured values as JSON. */
final class JsonText {
    private JsonText() {}

    static String of(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
