package io.lakespan.app.state;

import io.lakespan.lineage.JobRun;
import java.util.List;
import java.util.Optional;

/** The last run of each CDC job on each cluster, as it was last seen. */
public final class CdcRuns {
    private final StateConnections connections;

    CdcRuns(StateConnections connections) {
        this.connections = connections;
    }

    /** A run and where it can go on from. */
    public record CdcRun(JobRun run, Optional<String> savepoint) {}

    public Optional<CdcRun> find(String cluster, String job) {
        return all(cluster).stream()
                .filter(entry -> entry.run().job().equals(job))
                .findFirst();
    }

    /** All jobs of a cluster, by name. */
    public List<CdcRun> all(String cluster) {
        return connections.with(
                handle -> handle.createQuery("SELECT document FROM cdc_run WHERE cluster = ? ORDER BY job")
                        .bind(0, cluster)
                        .mapTo(String.class)
                        .map(document -> StateJson.read(document, CdcRun.class))
                        .list());
    }

    /** Replaces what was known of this job on this cluster. */
    public void save(CdcRun entry) {
        connections.with(handle -> handle.createUpdate("INSERT INTO cdc_run (cluster, job, document) VALUES (?, ?, ?)"
                        + " ON CONFLICT (cluster, job) DO UPDATE SET document = excluded.document")
                .bind(0, entry.run().cluster())
                .bind(1, entry.run().job())
                .bind(2, StateJson.write(entry))
                .execute());
    }
}
