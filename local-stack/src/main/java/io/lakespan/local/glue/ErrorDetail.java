package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error of one element of a batch. */
final class ErrorDetail {
    private ErrorDetail() {}

    static ObjectNode of(GlueError error) {
        return GlueJson.object().put("ErrorCode", error.code().type()).put("ErrorMessage", error.getMessage());
    }
}
