package io.lakespan.cdc.definition;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The {@code pipeline} section.
 *
 * @param name the job's name, one a cluster
 * @param parallelism absent leaves it to the cluster
 * @param schemaChanges how changes of the source's tables are followed
 * @param checkpointInterval how often what was read becomes visible in the lake
 */
public record PipelineOptions(
        String name, OptionalInt parallelism, Duration checkpointInterval, SchemaChanges schemaChanges) {
    public PipelineOptions {
        requireNonNull(name, "name");
        requireNonNull(parallelism, "parallelism");
        requireNonNull(checkpointInterval, "checkpointInterval");
        requireNonNull(schemaChanges, "schemaChanges");
    }
}
