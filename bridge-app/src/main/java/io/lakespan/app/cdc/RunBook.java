package io.lakespan.app.cdc;

import io.lakespan.app.flink.JobLook;
import io.lakespan.app.state.CdcRuns;
import io.lakespan.app.state.CdcRuns.CdcRun;
import io.lakespan.app.wiring.Services;
import io.lakespan.error.BridgeException;
import io.lakespan.lineage.JobRun;
import io.lakespan.lineage.RunState;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What is remembered of each job's last run; Atlas is told of what matters there. */
final class RunBook {
    private static final String LOST = "the cluster does not know the job any more";

    private final CdcRuns runs;
    private final Services services;
    private final String cluster;
    private final Clock clock;

    RunBook(Services services, Clock clock) {
        this.runs = services.runs();
        this.services = services;
        this.cluster = services.profile().flink().cluster();
        this.clock = clock;
    }

    Optional<CdcRun> find(String job) {
        return runs.find(cluster, job);
    }

    List<CdcRun> all() {
        return runs.all(cluster);
    }

    /** Keeps a run and tells Atlas; an Atlas that does not answer is a warning and never stops a job. */
    Optional<String> record(CdcRun entry) {
        runs.save(entry);
        try {
            services.lineage(RunAttributes.catalog(entry.run())).record(entry.run());
            return Optional.empty();
        } catch (BridgeException e) {
            return Optional.of("lineage not recorded, 'lakespan cdc list' tries again: " + e.getMessage());
        }
    }

    /** Keeps what a look shows; Atlas hears of it when the state, the restarts or the failure are other than before. */
    CdcRun seen(CdcRun entry, JobLook look) {
        JobRun before = entry.run();
        JobRun now = before.seen(look.job().state(), clock.instant())
                .withAttributes(RunAttributes.merged(before.attributes(), look));
        CdcRun seen = new CdcRun(now, entry.savepoint());
        if (told(before).equals(told(now))) {
            runs.save(seen);
        } else {
            record(seen);
        }
        return seen;
    }

    void stopped(CdcRun entry, String savepoint) {
        record(new CdcRun(entry.run().seen(RunState.FINISHED, clock.instant()), Optional.of(savepoint)));
    }

    /** A cluster that forgot a job that had not ended has lost it with its JobManager. */
    CdcRun lost(CdcRun entry) {
        Map<String, String> attributes = new HashMap<>(entry.run().attributes());
        attributes.put(RunAttributes.LAST_FAILURE, LOST);
        CdcRun lost = new CdcRun(
                entry.run().seen(RunState.FAILED, clock.instant()).withAttributes(attributes), entry.savepoint());
        record(lost);
        return lost;
    }

    private static List<String> told(JobRun run) {
        return List.of(
                run.state().name(),
                Objects.requireNonNullElse(run.attributes().get(RunAttributes.RESTARTS), "0"),
                Objects.requireNonNullElse(run.attributes().get(RunAttributes.LAST_FAILURE), ""));
    }
}
