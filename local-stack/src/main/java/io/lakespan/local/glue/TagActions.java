package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Tags of whatever has an ARN: add, remove and get. */
final class TagActions {
    private static final int LARGEST_BATCH = 50;

    void addTo(Actions actions) {
        actions.write("TagResource", this::tag);
        actions.write("UntagResource", this::untag);
        actions.read("GetTags", this::get);
    }

    private ObjectNode tag(Request request, Session session) {
        resource(request, session).tag(session, request.object("TagsToAdd"));
        return GlueJson.object();
    }

    private ObjectNode untag(Request request, Session session) {
        Resource resource = resource(request, session);
        request.requiredTexts("TagsToRemove", LARGEST_BATCH)
                .forEach(tag -> session.tags().delete(resource.key(), tag));
        return GlueJson.object();
    }

    private ObjectNode get(Request request, Session session) {
        ObjectNode tags = GlueJson.object();
        session.tags().of(resource(request, session).key()).forEach(tags::put);
        return GlueJson.object().set("Tags", tags);
    }

    private static Resource resource(Request request, Session session) {
        return Resource.require(request.requiredText("ResourceArn"), session);
    }
}
