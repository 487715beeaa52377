package io.lakespan.app.cdc;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.flink.FlinkCluster;
import io.lakespan.app.flink.FlinkJob;
import io.lakespan.app.flink.JobLook;
import io.lakespan.app.state.CdcRuns.CdcRun;
import io.lakespan.app.wiring.Services;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.source.SourceTables;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.JobRun;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Submits, watches, rescales and stops CDC jobs, and tells Atlas of each change of state. */
public final class CdcJobs {
    /** In place of a path: the newest savepoint or retained checkpoint of the pipeline. */
    public static final String LATEST = "latest";

    private final Services services;
    private final FlinkCluster flink;
    private final RunBook book;
    private final Clock clock;

    public CdcJobs(Services services, Clock clock) {
        this.services = requireNonNull(services, "services");
        this.flink = services.flink();
        this.clock = requireNonNull(clock, "clock");
        this.book = new RunBook(services, clock);
    }

    /**
     * A submitted job, and whether Atlas could be told.
     *
     * @param savepoint where it goes on from; absent begins with a snapshot
     */
    public record Submitted(JobRun run, SourceTables tables, Optional<String> savepoint, List<String> warnings) {}

    /**
     * Checks the definition against its source, submits the job and records its lineage. Nothing is submitted when a
     * check fails.
     *
     * @param savepoint where to go on from, or {@link #LATEST}; absent begins with a snapshot
     * @throws BridgeException {@code ALREADY_EXISTS} when a job of that name runs already, {@code NOT_FOUND} when
     *     nothing is known to go on from
     */
    public Submitted run(Path file, Optional<String> savepoint) {
        PipelineDefinition definition = PipelineDefinition.read(file);
        String name = definition.pipeline().name();
        // What is wrong with the definition is said first: it stays wrong when the other job has ended.
        Submission submission = Submission.prepare(services, definition, file);
        refuseSecondJob(name);
        Optional<String> from = savepoint.map(path -> path.equals(LATEST) ? latest(name) : path);
        return submission.from(from).submit(book, clock);
    }

    private String latest(String name) {
        return new LatestState(flink, book).path(name);
    }

    /** All jobs this home knows, each as the cluster sees it now; what changed is recorded. */
    public List<CdcRun> list() {
        List<CdcRun> entries = new ArrayList<>();
        for (CdcRun entry : book.all()) {
            entries.add(refreshed(entry));
        }
        return List.copyOf(entries);
    }

    /**
     * How a job is doing, the running one of that name or else its last run; what changed is recorded.
     *
     * @throws BridgeException {@code NOT_FOUND} when neither the cluster nor this home knows such a job
     */
    public CdcStatus status(String name) {
        Optional<FlinkJob> job = flink.newest(name);
        Optional<CdcRun> kept = book.find(name);
        if (job.isEmpty() && kept.isEmpty()) {
            throw unknown("no job " + name + " is known on " + flink.url());
        }
        if (job.isEmpty()) {
            return new CdcStatus(name, Optional.empty(), kept.map(this::refreshed), flink.url());
        }
        JobLook look = flink.freshLook(job.get());
        Optional<CdcRun> same =
                kept.filter(entry -> entry.run().runId().equals(look.job().id()));
        return new CdcStatus(name, Optional.of(look), same.map(entry -> noted(entry, look)), flink.url());
    }

    /**
     * Stops a job with a savepoint.
     *
     * @throws BridgeException {@code NOT_FOUND} when no job of that name runs
     */
    public String stop(String name) {
        FlinkJob job = requireRunning(name);
        book.find(name)
                .filter(entry -> entry.run().runId().equals(job.id()))
                .ifPresent(entry -> noted(entry, flink.freshLook(job)));
        String savepoint = flink.stop(job.id());
        book.find(name).ifPresent(entry -> book.stopped(entry, savepoint));
        return savepoint;
    }

    /**
     * Stops a job with a savepoint and lets it go on from there with another parallelism. Whatever can be checked is
     * checked before it is stopped.
     *
     * @throws BridgeException {@code NOT_FOUND} when no job of that name runs, {@code INVALID_INPUT} when the
     *     definition says otherwise, {@code CONFLICT} when there are too few slots; what fails after the stop names the
     *     savepoint
     */
    public Submitted rescale(Rescale asked, Rescale.Listener listener) {
        PipelineDefinition definition = PipelineDefinition.read(asked.file());
        RescaleChecks checks = new RescaleChecks(asked, definition);
        checks.requireConsistent();
        checks.requireRoom(flink.look(requireRunning(asked.job())).layout(), flink);
        Submission prepared = Submission.prepare(services, definition, asked.file());
        listener.stopping();
        String savepoint = stop(asked.job());
        listener.stopped(savepoint);
        return goOn(prepared.from(Optional.of(savepoint)).spread(asked.parallelism()), asked, savepoint);
    }

    private Submitted goOn(Submission submission, Rescale asked, String savepoint) {
        try {
            return submission.submit(book, clock);
        } catch (BridgeException e) {
            throw new BridgeException(
                    e.code(),
                    asked.job() + " is stopped and did not start with parallelism " + asked.parallelism()
                            + "; nothing is lost, 'lakespan cdc run " + asked.file() + " --from-savepoint " + savepoint
                            + "' goes on: " + e.getMessage(),
                    e);
        }
    }

    private FlinkJob requireRunning(String name) {
        return flink.running(name).orElseThrow(() -> unknown("no job " + name + " runs on " + flink.url()));
    }

    private static BridgeException unknown(String what) {
        return new BridgeException(ErrorCode.NOT_FOUND, what + "; see 'lakespan cdc list'");
    }

    private void refuseSecondJob(String name) {
        flink.running(name).ifPresent(job -> {
            throw new BridgeException(
                    ErrorCode.ALREADY_EXISTS,
                    "job " + name + " (" + job.id() + ") runs on " + flink.url()
                            + " already; stop it with 'lakespan cdc stop " + name
                            + "' or give this one another pipeline.name");
        });
    }

    private CdcRun refreshed(CdcRun entry) {
        if (entry.run().state().terminal()) {
            return entry;
        }
        return flink.find(entry.run().runId())
                .map(job -> book.seen(entry, flink.look(job)))
                .orElseGet(() -> book.lost(entry));
    }

    /** A run that ended keeps what was noted of its end. */
    private CdcRun noted(CdcRun entry, JobLook look) {
        return entry.run().state().terminal() ? entry : book.seen(entry, look);
    }
}
