package io.lakespan.atlas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** Text as a value of the type an Atlas attribute has. */
final class TypedValues {
    private TypedValues() {}

    /**
     * @param what the attribute in the caller's words, for the message
     * @param type Atlas's type name
     * @throws BridgeException {@code INVALID_INPUT} when the text is no value of that type
     */
    static JsonNode of(String what, String type, String text) {
        try {
            return value(type, text);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT, what + " is of Atlas's type " + type + ", which '" + text + "' is not", e);
        }
    }

    private static JsonNode value(String type, String text) throws JsonProcessingException {
        return switch (type) {
            case "byte", "short", "int", "long", "biginteger" -> BigIntegerNode.valueOf(new BigInteger(text.strip()));
            case "float", "double", "bigdecimal" -> DecimalNode.valueOf(new BigDecimal(text.strip()));
            case "boolean" -> BooleanNode.valueOf(truth(text));
            case "date" -> date(text);
            default -> structured(type) ? AtlasRest.JSON.readTree(text) : TextNode.valueOf(text);
        };
    }

    private static boolean truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** Milliseconds since 1970, as Atlas returns dates, or a text it parses itself. */
    private static JsonNode date(String text) {
        return text.matches("-?\\d+") ? BigIntegerNode.valueOf(new BigInteger(text)) : TextNode.valueOf(text);
    }

    private static boolean structured(String type) {
        return type.startsWith("array<") || type.startsWith("map<");
    }
}
