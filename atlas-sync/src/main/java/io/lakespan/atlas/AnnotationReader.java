package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakespan.model.Annotations;
import io.lakespan.model.Tag;

/**
 * What people added to an entity: classifications, glossary terms and business metadata, from a whole entity or from the
 * header that a search returns.
 */
final class AnnotationReader {
    private final GlossaryTerms terms;

    AnnotationReader(GlossaryTerms terms) {
        this.terms = terms;
    }

    Annotations of(AtlasEntity entity) {
        Annotations annotations = withTags(Annotations.none(), entity.json());
        for (JsonNode meaning : entity.ends("meanings")) {
            annotations = withTerm(annotations, meaning.path("guid").asText(), meaning);
        }
        annotations = withTermsOfHeader(annotations, entity.json());
        for (var set : entity.json().path("businessAttributes").properties()) {
            for (var attribute : AtlasEntity.map(set.getValue()).entrySet()) {
                annotations = annotations.withAttribute(set.getKey() + "." + attribute.getKey(), attribute.getValue());
            }
        }
        return annotations;
    }

    /** The same from a header, whose business attributes stand among those that were asked for. */
    Annotations ofHeader(JsonNode header) {
        Annotations annotations = withTermsOfHeader(withTags(Annotations.none(), header), header);
        for (var attribute : AtlasEntity.map(header.path("attributes")).entrySet()) {
            annotations = attribute.getKey().contains(".")
                    ? annotations.withAttribute(attribute.getKey(), attribute.getValue())
                    : annotations;
        }
        return annotations;
    }

    private Annotations withTermsOfHeader(Annotations annotations, JsonNode header) {
        Annotations more = annotations;
        for (JsonNode meaning : header.path("meanings")) {
            more = withTerm(more, meaning.path("termGuid").asText(), meaning);
        }
        return more;
    }

    private Annotations withTerm(Annotations annotations, String guid, JsonNode meaning) {
        return terms.name(guid, meaning.path("displayText").asText())
                .map(annotations::withTerm)
                .orElse(annotations);
    }

    private static Annotations withTags(Annotations annotations, JsonNode entity) {
        Annotations tagged = annotations;
        String guid = entity.path("guid").asText();
        for (JsonNode classification : entity.path("classifications")) {
            Tag tag = tag(classification);
            tagged = direct(classification, guid) ? tagged.withTag(tag) : tagged.withPropagatedTag(tag);
        }
        return tagged;
    }

    /** A propagated classification carries the guid of the entity it was put on. */
    static boolean direct(JsonNode classification, String guid) {
        return classification.path("entityGuid").asText(guid).equals(guid);
    }

    private static Tag tag(JsonNode classification) {
        return new Tag(classification.path("typeName").asText(), AtlasEntity.map(classification.path("attributes")));
    }
}
