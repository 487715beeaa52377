package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One basic search of Atlas, read page by page. */
final class IndexQuery {
    /** When an entity was changed last, in milliseconds, as the index calls it. */
    static final String MODIFIED = "__modificationTimestamp";

    private static final int PAGE = 1000;
    // The index holds words: only a run of these characters is certain to be one word with what follows it.
    private static final Pattern WORD = Pattern.compile("^[a-z0-9_]+");

    private final ObjectNode json = AtlasRest.JSON.createObjectNode();
    private final ArrayNode criteria;

    private IndexQuery(String type) {
        json.put("typeName", type).put("excludeDeletedEntities", true).put("includeClassificationAttributes", true);
        criteria = json.putObject("entityFilters").put("condition", "AND").putArray("criterion");
    }

    /** All active entities. */
    static IndexQuery ofAnyType() {
        IndexQuery query = new IndexQuery("");
        query.json.remove("typeName");
        return query;
    }

    /** All active entities of the type and those below it. */
    static IndexQuery of(String type) {
        return new IndexQuery(type);
    }

    /** Those of the database and of databases with a similar name; the caller tells them apart. */
    IndexQuery near(String database) {
        Matcher word = WORD.matcher(database);
        if (word.find()) {
            criterion(criteria, "qualifiedName", "startsWith", word.group());
        }
        return this;
    }

    /** Deleted ones too. */
    IndexQuery modifiedSince(long millis) {
        json.put("excludeDeletedEntities", false);
        return modified("gte", millis);
    }

    IndexQuery modifiedBefore(long millis) {
        return modified("lt", millis);
    }

    IndexQuery notModifiedAt(Collection<Long> instants) {
        instants.forEach(millis -> modified("neq", millis));
        return this;
    }

    private IndexQuery modified(String operator, long millis) {
        criterion(criteria, MODIFIED, operator, String.valueOf(millis));
        return this;
    }

    IndexQuery withAny(Collection<String> attributes) {
        ArrayNode any = criteria.addObject().put("condition", "OR").putArray("criterion");
        attributes.forEach(attribute -> criterion(any, attribute, "notNull", ""));
        return this;
    }

    IndexQuery ofTerm(String term) {
        json.put("termName", term);
        return this;
    }

    IndexQuery asking(Collection<String> attributes) {
        ArrayNode list = json.withArray("attributes");
        attributes.forEach(list::add);
        return this;
    }

    private static void criterion(ArrayNode list, String attribute, String operator, String value) {
        list.addObject()
                .put("attributeName", attribute)
                .put("operator", operator)
                .put("attributeValue", value);
    }

    void forEach(AtlasRest rest, Consumer<JsonNode> header) {
        if (criteria.isEmpty()) {
            json.remove("entityFilters");
        }
        for (int offset = 0; ; offset += PAGE) {
            json.put("limit", PAGE).put("offset", offset);
            JsonNode page = rest.query("/search/basic", json).path("entities");
            page.forEach(header);
            if (page.size() < PAGE) {
                return;
            }
        }
    }
}
