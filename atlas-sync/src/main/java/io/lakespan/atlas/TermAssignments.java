package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Everything that glossary terms are assigned to. Atlas tells it term by term and for all databases at once, so that one
 * answer serves the databases of a pass.
 */
final class TermAssignments {
    /** What is assigned while an answer is kept is seen with the next one. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final AtlasRest rest;
    private Map<String, JsonNode> headers = Map.of();
    private long readAt;
    private boolean read;

    TermAssignments(AtlasRest rest) {
        this.rest = rest;
    }

    synchronized void forEach(Collection<String> attributes, Consumer<JsonNode> header) {
        if (!read || System.nanoTime() - readAt > KEPT.toNanos()) {
            headers = assigned(attributes);
            readAt = System.nanoTime();
            read = true;
        }
        headers.values().forEach(header);
    }

    private Map<String, JsonNode> assigned(Collection<String> attributes) {
        Map<String, JsonNode> found = new TreeMap<>();
        for (String term : terms()) {
            IndexQuery.ofAnyType()
                    .ofTerm(term)
                    .asking(attributes)
                    .forEach(rest, header -> found.put(header.path("guid").asText(), header));
        }
        return found;
    }

    private Collection<String> terms() {
        Collection<String> names = new TreeSet<>();
        IndexQuery.of("AtlasGlossaryTerm")
                .asking(List.of("qualifiedName"))
                .forEach(
                        rest,
                        term -> names.add(
                                term.path("attributes").path("qualifiedName").asText()));
        return names;
    }
}
