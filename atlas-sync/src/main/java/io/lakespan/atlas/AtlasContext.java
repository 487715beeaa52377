package io.lakespan.atlas;

import io.lakespan.lineage.QualifiedNames;

/** What the parts of one catalog share. */
record AtlasContext(
        AtlasRest rest,
        AtlasEntities entities,
        AtlasTypes types,
        QualifiedNames names,
        DatabaseLocks locks,
        AnnotationReader annotationReader,
        AnnotationWriter annotationWriter,
        GlossaryTerms terms) {
    static AtlasContext of(AtlasConfig config) {
        AtlasRest rest = new AtlasRest(config);
        AtlasEntities entities = new AtlasEntities(rest);
        GlossaryTerms terms = new GlossaryTerms(rest, entities);
        AnnotationReader reader = new AnnotationReader(terms);
        return new AtlasContext(
                rest,
                entities,
                new AtlasTypes(rest),
                new QualifiedNames(config.metadataNamespace()),
                new DatabaseLocks(),
                reader,
                new AnnotationWriter(rest, new AnnotationTypes(rest), terms, reader),
                terms);
    }
}
