package io.lakespan.app.cli;

import io.lakespan.app.sync.CatalogName;
import io.lakespan.app.sync.PlanRequest;
import picocli.CommandLine.Option;

/** Which pair of catalogs a command is about. */
final class SyncPairOptions {
    @Option(
            names = "--from",
            paramLabel = "CATALOG",
            defaultValue = "glue",
            description = "glue or hms (default: glue).")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "CATALOG",
            defaultValue = "atlas",
            description = "The other side (default: atlas).")
    private String to;

    PlanRequest request() {
        return PlanRequest.between(CatalogName.parse(from), CatalogName.parse(to));
    }
}
