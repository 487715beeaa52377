package io.lakespan.local.glue;

import java.util.Optional;

/** The one account whose catalog this is; its id is what a caller without another one has. */
final class Account {
    static final String ID = "000000000000";
    static final String CALLER = "arn:aws:iam::" + ID + ":user/lakespan";

    private Account() {}

    /** Glue answers for a catalog that the caller has no grant on, and for one that is not, alike. */
    static void requireOwn(Optional<String> catalogId) {
        catalogId.filter(id -> !id.equals(ID)).ifPresent(id -> {
            throw new GlueError(
                    GlueError.Code.ACCESS_DENIED,
                    "User: " + CALLER + " is not authorized to access the catalog '" + id
                            + "'; this endpoint has the catalog " + ID + " alone");
        });
    }
}
