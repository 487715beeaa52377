package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Glossary terms by guid and by their name {@code term@glossary}. */
final class GlossaryTerms {
    private static final String TERM = "AtlasGlossaryTerm";
    private static final String GLOSSARY = "AtlasGlossary";

    private final AtlasRest rest;
    private final AtlasEntities entities;
    /** Names by guid and displayed text: a term that is renamed is looked up again. */
    private final Map<String, String> names = new ConcurrentHashMap<>();

    GlossaryTerms(AtlasRest rest, AtlasEntities entities) {
        this.rest = rest;
        this.entities = entities;
    }

    /** The name of a term that an entity shows; empty when it was deleted meanwhile. */
    Optional<String> name(String guid, String displayText) {
        String key = guid + " " + displayText;
        Optional<String> known = Optional.ofNullable(names.get(key));
        if (known.isPresent()) {
            return known;
        }
        Optional<String> name = rest.find("/entity/guid/" + guid + "?ignoreRelationships=true")
                .map(answer -> new AtlasEntity(answer.path("entity"), answer.path("referredEntities")))
                .filter(AtlasEntity::active)
                .flatMap(term -> term.text("qualifiedName"));
        name.ifPresent(text -> names.put(key, text));
        return name;
    }

    Optional<String> guid(String term) {
        return entities.guid(TERM, term);
    }

    /** Whether the term could be created if it is not there; Atlas reserves the dot and the at sign. */
    void check(String term) {
        int at = term.lastIndexOf('@');
        if (at <= 0 || at == term.length() - 1) {
            throw refused(term, "write it as term@glossary");
        }
        if (reserved(term.substring(0, at)) || reserved(term.substring(at + 1))) {
            throw refused(term, "Atlas allows neither '.' nor '@' in the name of a term or glossary");
        }
    }

    private static boolean reserved(String name) {
        return name.contains(".") || name.contains("@") || name.isBlank();
    }

    private static BridgeException refused(String term, String why) {
        return new BridgeException(ErrorCode.INVALID_INPUT, "Atlas cannot hold the term '" + term + "': " + why);
    }

    /** The guid of the term, which is created when it is missing, its glossary too. */
    String ensure(String term) {
        Optional<String> known = guid(term);
        if (known.isPresent()) {
            return known.get();
        }
        int at = term.lastIndexOf('@');
        String glossary = ensureGlossary(term.substring(at + 1));
        ObjectNode request = AtlasRest.JSON.createObjectNode().put("name", term.substring(0, at));
        request.putObject("anchor").put("glossaryGuid", glossary);
        return created("/glossary/term", request, TERM, term);
    }

    private String ensureGlossary(String name) {
        return entities.guid(GLOSSARY, name)
                .orElseGet(() ->
                        created("/glossary", AtlasRest.JSON.createObjectNode().put("name", name), GLOSSARY, name));
    }

    /** Somebody else may create the same thing at the same time. */
    private String created(String path, ObjectNode request, String type, String qualifiedName) {
        try {
            JsonNode answer = rest.post(path, request);
            return answer.path("guid").asText();
        } catch (BridgeException e) {
            return entities.guid(type, qualifiedName).orElseThrow(() -> e);
        }
    }
}
