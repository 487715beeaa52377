package io.lakespan.app.flink;

import static java.util.Objects.requireNonNull;

import io.lakespan.lineage.RunState;
import java.time.Instant;
import java.util.Optional;

/** A job as the cluster shows it. */
public record FlinkJob(String id, String name, RunState state, Instant startedAt, Optional<Instant> endedAt) {
    public FlinkJob {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(endedAt, "endedAt");
    }
}
