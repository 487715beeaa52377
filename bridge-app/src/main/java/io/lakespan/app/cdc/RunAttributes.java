package io.lakespan.app.cdc;

import io.lakespan.app.flink.JobLook;
import io.lakespan.cdc.definition.CatalogType;
import io.lakespan.lineage.JobRun;
import java.util.HashMap;
import java.util.Map;

/** The facts of a run that are kept and told to Atlas, by name. */
final class RunAttributes {
    static final String SOURCE = "source";
    static final String CATALOG = "catalog";
    static final String CHECKPOINT_INTERVAL = "checkpointInterval";
    static final String ESTIMATED_ROWS = "estimatedRows";
    static final String STARTED_FROM = "startedFrom";
    static final String PARALLELISM = "parallelism";
    static final String RESTARTS = "restarts";
    static final String ROWS = "rowsRead";
    static final String CHECKPOINTS = "checkpointsCompleted";
    static final String LAST_CHECKPOINT = "lastCheckpoint";
    static final String LAST_CHECKPOINT_AT = "lastCheckpointAt";
    static final String LAST_FAILURE = "lastFailure";

    private RunAttributes() {}

    /** Runs that an older version recorded do not say: they are Glue's. */
    static CatalogType catalog(JobRun run) {
        return CatalogType.valueOf(run.attributes().getOrDefault(CATALOG, CatalogType.GLUE.name()));
    }

    /** What a look adds to what was known; what it does not tell any more stays as it was. */
    static Map<String, String> merged(Map<String, String> known, JobLook look) {
        Map<String, String> merged = new HashMap<>(known);
        merged.put(PARALLELISM, Integer.toString(look.layout().parallelism()));
        merged.put(CHECKPOINTS, Long.toString(look.checkpoints().completed()));
        look.restarts().ifPresent(restarts -> merged.put(RESTARTS, Long.toString(restarts)));
        look.source().rows().ifPresent(rows -> merged.put(ROWS, Long.toString(rows)));
        look.failure().ifPresent(failure -> merged.put(LAST_FAILURE, failure.cause()));
        look.checkpoints().last().ifPresent(last -> {
            merged.put(LAST_CHECKPOINT, last.path());
            merged.put(LAST_CHECKPOINT_AT, last.at().toString());
        });
        return merged;
    }
}
