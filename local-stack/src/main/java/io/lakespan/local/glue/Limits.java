package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.JsonNode;

/** How long texts and lists may be, as Glue's model has it. */
final class Limits {
    static final int TABLES_A_PAGE = 100;
    static final int PARTITIONS_A_PAGE = 1000;
    static final int DESCRIPTION = 2048;
    static final int COMMENT = 255;

    private Limits() {}

    static void length(String field, JsonNode text, int most) {
        if (text.asText().length() > most) {
            throw GlueError.constraint(field, "'" + text.asText() + "'", "have length less than or equal to " + most);
        }
    }

    static void size(String field, JsonNode list, int most) {
        if (!list.isArray()) {
            throw new GlueError(GlueError.Code.SERIALIZATION, field + " is not a list");
        }
        if (list.size() > most) {
            throw GlueError.constraint(
                    field, "of " + list.size() + " elements", "have length less than or equal to " + most);
        }
    }
}
