package io.lakespan.app.cli;

import io.lakespan.app.sync.CatalogName;
import io.lakespan.app.sync.PlanRequest;
import io.lakespan.app.sync.Selection;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.sync.ConflictPolicy;
import io.lakespan.sync.SyncOptions.Direction;
import java.util.List;
import picocli.CommandLine.Option;

/** What the commands of a sync take. */
final class SyncRequest {
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
            description = "atlas, or glue or hms for a mirror (default: atlas).")
    private String to;

    @Option(
            names = "--allow-drops",
            paramLabel = "N",
            defaultValue = "0",
            description = "Let up to N drops a database pass the guard (more than 10%%, at least 5, are held).")
    private int allowedDrops;

    @Option(
            names = "--on-conflict",
            paramLabel = "POLICY",
            defaultValue = "hold",
            description = "hold, prefer-catalog, prefer-atlas or newest (default: ${DEFAULT-VALUE}).")
    private String policy;

    @Option(names = "--one-way", description = "Write nothing back to the catalog; only report what changed in Atlas.")
    private boolean oneWay;

    @Option(
            names = "--exclude",
            paramLabel = "PATTERN",
            description = "Leave these databases or tables alone; may be repeated.")
    private List<String> excluded = List.of();

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            description = "Look at these alone: database, database.table, with * and ?; may be repeated.")
    private List<String> included = List.of();

    PlanRequest plan() {
        return new PlanRequest(
                catalog(from, "--from"),
                CatalogName.parse(to),
                new Selection(included, excluded),
                policy(),
                requirePositive(allowedDrops),
                direction());
    }

    private static CatalogName catalog(String text, String option) {
        CatalogName name = CatalogName.parse(text);
        if (name == CatalogName.ATLAS) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, option + " is glue or hms; Atlas is the other side");
        }
        return name;
    }

    private Direction direction() {
        if (CatalogName.parse(to) != CatalogName.ATLAS) {
            return Direction.MIRROR;
        }
        return oneWay ? Direction.TO_RIGHT : Direction.BOTH;
    }

    private static int requirePositive(int drops) {
        if (drops < 0) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, "--allow-drops is " + drops + "; it is 0 or more");
        }
        return drops;
    }

    private ConflictPolicy policy() {
        return switch (policy) {
            case "hold" -> ConflictPolicy.HOLD;
            case "prefer-catalog" -> ConflictPolicy.PREFER_CATALOG;
            case "prefer-atlas" -> ConflictPolicy.PREFER_ATLAS;
            case "newest" -> ConflictPolicy.NEWEST;
            default ->
                throw new BridgeException(
                        ErrorCode.INVALID_INPUT,
                        "'" + policy + "' is no conflict policy; use hold, prefer-catalog, prefer-atlas or newest");
        };
    }
}
