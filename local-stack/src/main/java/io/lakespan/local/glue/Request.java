package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The fields of a request, or of an object within it, refused where they are not as Glue's model wants them. */
record Request(ObjectNode fields, String path) {

    static Request of(ObjectNode body) {
        return new Request(body, "");
    }

    Optional<String> text(String field) {
        return find(field).map(node -> {
            if (!node.isTextual()) {
                throw new GlueError(GlueError.Code.SERIALIZATION, at(field) + " is not a string");
            }
            return node.textValue();
        });
    }

    String requiredText(String field) {
        return text(field).orElseThrow(() -> missing(field));
    }

    /** A required name, folded to lower case as Glue does for Hive's sake. */
    String name(String field) {
        return Names.folded(at(field), requiredText(field));
    }

    Optional<String> optionalName(String field) {
        return text(field).map(value -> Names.folded(at(field), value));
    }

    Request object(String field) {
        return within(field, find(field).orElseThrow(() -> missing(field)));
    }

    Optional<Request> optionalObject(String field) {
        return find(field).map(node -> within(field, node));
    }

    /** A list of at most so many objects; absent counts as empty. */
    List<Request> objects(String field, int most) {
        return list(field, most).map(node -> within(field, node)).toList();
    }

    List<String> texts(String field, int most) {
        return list(field, most).map(JsonNode::asText).toList();
    }

    List<String> requiredTexts(String field, int most) {
        find(field).orElseThrow(() -> missing(field));
        return texts(field, most);
    }

    List<Request> requiredObjects(String field, int most) {
        find(field).orElseThrow(() -> missing(field));
        return objects(field, most);
    }

    boolean isSet(String field) {
        return find(field).map(JsonNode::asBoolean).orElse(false);
    }

    /** How many results a page may have: what the request asks for, from 1 to this many. */
    int pageSize(int most) {
        return number("MaxResults", 1, most).orElse(most);
    }

    Optional<Integer> number(String field, int least, int most) {
        return find(field).map(node -> {
            if (!node.isIntegralNumber()) {
                throw new GlueError(GlueError.Code.SERIALIZATION, at(field) + " is not a whole number");
            }
            return inRange(field, node.bigIntegerValue().longValue(), least, most);
        });
    }

    /** The last key of the page before, or something that sorts before every key. */
    String after() {
        return text("NextToken")
                .filter(token -> !token.isEmpty())
                .map(Request::decoded)
                .orElse("");
    }

    static String token(String lastKey) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(lastKey.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<JsonNode> find(String field) {
        return Optional.ofNullable(fields.get(field)).filter(node -> !node.isNull());
    }

    private java.util.stream.Stream<JsonNode> list(String field, int most) {
        Optional<JsonNode> list = find(field);
        list.ifPresent(node -> Limits.size(at(field), node, most));
        return list.stream().flatMap(JsonNode::valueStream);
    }

    private Request within(String field, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new Request(object, at(field) + ".");
        }
        throw new GlueError(GlueError.Code.SERIALIZATION, at(field) + " is not an object");
    }

    private int inRange(String field, long value, int least, int most) {
        if (value < least) {
            throw GlueError.constraint(at(field), "'" + value + "'", "have value greater than or equal to " + least);
        }
        if (value > most) {
            throw GlueError.constraint(at(field), "'" + value + "'", "have value less than or equal to " + most);
        }
        return (int) value;
    }

    private GlueError missing(String field) {
        return GlueError.constraint(at(field), "null", "not be null");
    }

    private String at(String field) {
        return path + Character.toLowerCase(field.charAt(0)) + field.substring(1);
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw GlueError.invalid("NextToken '" + token + "' is not one that this catalog gave out");
        }
    }
}
