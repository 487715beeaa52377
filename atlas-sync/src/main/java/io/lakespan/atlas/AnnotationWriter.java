package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.model.Annotations;
import io.lakespan.model.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings an entity's annotations to what they are to be, thing by thing: what did not change is not touched, and
 * propagated classifications never are.
 *
 * <p>Definitions and terms are made ready first, so that a name Atlas does not allow is refused before anything is written.
 */
final class AnnotationWriter {
    private final AtlasRest rest;
    private final AnnotationTypes types;
    private final GlossaryTerms terms;
    private final AnnotationReader reader;

    AnnotationWriter(AtlasRest rest, AnnotationTypes types, GlossaryTerms terms, AnnotationReader reader) {
        this.rest = rest;
        this.types = types;
        this.terms = terms;
        this.reader = reader;
    }

    /** Makes definitions and terms ready; the guids of the terms by name. */
    Map<String, String> prepare(Collection<Annotations> all) {
        Map<String, String> guids = new TreeMap<>();
        Set<String> missing = new TreeSet<>();
        for (Annotations annotations : all) {
            annotations.terms().forEach(term -> terms.guid(term)
                    .ifPresentOrElse(guid -> guids.put(term, guid), () -> missing.add(term)));
        }
        missing.forEach(terms::check);
        types.ensure(all);
        missing.forEach(term -> guids.put(term, terms.ensure(term)));
        return guids;
    }

    /** A new entity takes its annotations along in the request that creates it. */
    void addTo(ObjectNode entity, Annotations annotations, Map<String, String> termGuids) {
        if (!annotations.tags().isEmpty()) {
            ArrayNode classifications = entity.putArray("classifications");
            annotations.tags().values().forEach(tag -> classifications.add(classification(tag)));
        }
        if (!annotations.attributes().isEmpty()) {
            entity.set("businessAttributes", businessAttributes(annotations.attributes()));
        }
        if (!annotations.terms().isEmpty()) {
            ArrayNode meanings = entity.withObject("/relationshipAttributes").putArray("meanings");
            annotations.terms().forEach(term -> meanings.addObject()
                    .put("typeName", "AtlasGlossaryTerm")
                    .put("guid", termGuids.get(term)));
        }
    }

    /** Whether what the entity has is not what it is to have. */
    boolean differs(AtlasEntity current, Annotations target) {
        Annotations now = reader.of(current);
        return !now.tags().equals(target.tags())
                || !now.terms().equals(target.terms())
                || !now.attributes().equals(target.attributes());
    }

    void write(AtlasEntity current, Annotations target, Map<String, String> termGuids) {
        Annotations now = reader.of(current);
        tags(current, now, target);
        terms(current, now, target, termGuids);
        attributes(current, now, target);
    }

    private void tags(AtlasEntity current, Annotations now, Annotations target) {
        String path = "/entity/guid/" + current.guid() + "/classification";
        for (String gone : without(now.tags().keySet(), target.tags().keySet())) {
            rest.delete(path + "/" + AtlasRest.encoded(gone));
        }
        ArrayNode added = AtlasRest.JSON.createArrayNode();
        ArrayNode changed = AtlasRest.JSON.createArrayNode();
        for (Tag tag : target.tags().values()) {
            Tag before = now.tags().get(tag.name());
            if (before == null) {
                added.add(classification(tag));
            } else if (!before.equals(tag)) {
                changed.add(changed(current, before, tag));
            }
        }
        if (!added.isEmpty()) {
            rest.post(path + "s", added);
        }
        if (!changed.isEmpty()) {
            rest.put(path + "s", changed);
        }
    }

    private ObjectNode classification(Tag tag) {
        ObjectNode classification = AtlasRest.JSON.createObjectNode().put("typeName", tag.name());
        classification.set("attributes", types.tagAttributes(tag));
        return classification;
    }

    /** Whether it propagates and how long it is valid stay as they are. */
    private ObjectNode changed(AtlasEntity current, Tag before, Tag tag) {
        ObjectNode classification = AtlasRest.JSON.createObjectNode().put("typeName", tag.name());
        for (JsonNode present : current.json().path("classifications")) {
            if (present.path("typeName").asText().equals(tag.name())
                    && AnnotationReader.direct(present, current.guid())) {
                classification = present.deepCopy();
            }
        }
        ObjectNode attributes = types.tagAttributes(tag);
        without(before.attributes().keySet(), tag.attributes().keySet()).forEach(attributes::putNull);
        classification.set("attributes", attributes);
        return classification;
    }

    private void terms(AtlasEntity current, Annotations now, Annotations target, Map<String, String> termGuids) {
        for (String added : without(target.terms(), now.terms())) {
            rest.post(assignments(termGuids.get(added)), entityList(current.guid()));
        }
        Set<String> gone = without(now.terms(), target.terms());
        for (JsonNode meaning : gone.isEmpty() ? List.<JsonNode>of() : current.ends("meanings")) {
            String guid = meaning.path("guid").asText();
            if (terms.name(guid, meaning.path("displayText").asText())
                    .filter(gone::contains)
                    .isPresent()) {
                ArrayNode list = entityList(current.guid());
                ((ObjectNode) list.get(0)).set("relationshipGuid", meaning.path("relationshipGuid"));
                // Not the DELETE of the same path: clients and proxies may drop its body.
                rest.put(assignments(guid), list);
            }
        }
    }

    private static String assignments(String termGuid) {
        return "/glossary/terms/" + termGuid + "/assignedEntities";
    }

    private static ArrayNode entityList(String guid) {
        ArrayNode list = AtlasRest.JSON.createArrayNode();
        list.addObject().put("guid", guid);
        return list;
    }

    private void attributes(AtlasEntity current, Annotations now, Annotations target) {
        Map<String, String> changed = new TreeMap<>(target.attributes());
        changed.entrySet().removeAll(now.attributes().entrySet());
        ObjectNode request = businessAttributes(changed);
        for (String gone :
                without(now.attributes().keySet(), target.attributes().keySet())) {
            set(request, gone).putNull(AnnotationTypes.nameOf(gone));
        }
        if (!request.isEmpty()) {
            rest.post("/entity/guid/" + current.guid() + "/businessmetadata?isOverwrite=false", request);
        }
    }

    private ObjectNode businessAttributes(Map<String, String> values) {
        ObjectNode request = AtlasRest.JSON.createObjectNode();
        values.forEach((name, value) ->
                set(request, name).set(AnnotationTypes.nameOf(name), types.businessValue(name, value)));
        return request;
    }

    private static ObjectNode set(ObjectNode request, String attribute) {
        String set = AnnotationTypes.setOf(attribute);
        return request.has(set) ? (ObjectNode) request.get(set) : request.putObject(set);
    }

    private static Set<String> without(Collection<String> some, Collection<String> others) {
        Set<String> left = new TreeSet<>(new ArrayList<>(some));
        left.removeAll(others);
        return left;
    }
}
