package io.lakespan.lineage;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of a job as it was seen at an instant.
 *
 * @param job the job's name, which stays the same from run to run
 * @param cluster the name of the cluster it runs on; job and cluster together are the job's identity
 * @param runId what the cluster calls this run, for Flink the job id
 * @param edges one for each output; the same job always has the same process for the same output
 * @param attributes further facts for people, never a secret
 * @param observedAt when all of this was true
 */
public record JobRun(
        String job,
        String cluster,
        String runId,
        RunState state,
        Instant startedAt,
        Optional<Instant> endedAt,
        List<LineageEdge> edges,
        SortedMap<String, String> attributes,
        Instant observedAt) {
    public JobRun {
        requireNonNull(job, "job");
        requireNonNull(cluster, "cluster");
        requireNonNull(runId, "runId");
        requireNonNull(state, "state");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(endedAt, "endedAt");
        edges = List.copyOf(edges);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        requireNonNull(observedAt, "observedAt");
    }

    /** A run just submitted. */
    public static JobRun started(String job, String cluster, String runId, Instant at) {
        return new JobRun(job, cluster, runId, RunState.CREATED, at, Optional.empty(), List.of(), new TreeMap<>(), at);
    }

    public JobRun withEdges(List<LineageEdge> values) {
        return new JobRun(job, cluster, runId, state, startedAt, endedAt, values, attributes, observedAt);
    }

    public JobRun withAttributes(Map<String, String> values) {
        return new JobRun(job, cluster, runId, state, startedAt, endedAt, edges, new TreeMap<>(values), observedAt);
    }

    /** The same run seen later in another state; a terminal state ends it then. */
    public JobRun seen(RunState now, Instant at) {
        Optional<Instant> end = now.terminal() ? Optional.of(at) : Optional.empty();
        return new JobRun(job, cluster, runId, now, startedAt, end, edges, attributes, at);
    }
}
