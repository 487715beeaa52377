package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What one action of Glue's interface does. */
@FunctionalInterface
interface Action {

    /**
     * The answer's fields.
     *
     * @throws GlueError when the action is refused; then nothing was changed
     */
    ObjectNode answer(Request request, Session session);
}
