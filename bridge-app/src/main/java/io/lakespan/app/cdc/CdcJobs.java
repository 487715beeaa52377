package io.lakespan.app.cdc;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.flink.FlinkCluster;
import io.lakespan.app.flink.FlinkJob;
import io.lakespan.app.flink.JobJar;
import io.lakespan.app.state.CdcRuns;
import io.lakespan.app.state.CdcRuns.CdcRun;
import io.lakespan.app.wiring.Services;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.cdc.lineage.DeclaredLineage;
import io.lakespan.cdc.source.CdcChecks;
import io.lakespan.cdc.source.SourceTables;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.JobRun;
import io.lakespan.lineage.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Submits, watches and stops CDC jobs, and tells Atlas of each change of state. */
public final class CdcJobs {
    private final Services services;
    private final FlinkCluster flink;
    private final CdcRuns runs;
    private final Clock clock;

    public CdcJobs(Services services, Clock clock) {
        this.services = requireNonNull(services, "services");
        this.flink = services.flink();
        this.runs = services.runs();
        this.clock = requireNonNull(clock, "clock");
    }

    /** A submitted job, and whether Atlas could be told. */
    public record Submitted(JobRun run, SourceTables tables, List<String> warnings) {}

    /**
     * Checks the definition against its source, submits the job and records its lineage. Nothing is submitted when a
     * check fails.
     *
     * @param savepoint where to go on from; absent begins with a snapshot
     * @throws BridgeException {@code ALREADY_EXISTS} when a job of that name runs already
     */
    public Submitted run(Path file, Optional<String> savepoint) {
        PipelineDefinition definition = PipelineDefinition.read(file);
        SourceTables tables = CdcChecks.check(definition, SecretResolver.ofProcess());
        String name = definition.pipeline().name();
        refuseSecondJob(name);
        String jar = flink.upload(JobJar.of(JobJarFile.find()));
        Instant at = clock.instant();
        String jobId = flink.run(jar, arguments(file), savepoint);
        JobRun run = JobRun.started(name, services.profile().flink().cluster(), jobId, at)
                .withEdges(DeclaredLineage.of(definition, tables))
                .withAttributes(attributes(definition));
        runs.save(new CdcRun(run, Optional.empty()));
        List<String> warnings = new ArrayList<>(tables.warnings());
        report(run).ifPresent(warnings::add);
        return new Submitted(run, tables, warnings);
    }

    /** All jobs this home knows, each as the cluster sees it now; what changed is recorded. */
    public List<CdcRun> list() {
        List<CdcRun> entries = new ArrayList<>();
        for (CdcRun entry : runs.all(services.profile().flink().cluster())) {
            entries.add(refreshed(entry));
        }
        return List.copyOf(entries);
    }

    /**
     * Stops a job with a savepoint.
     *
     * @throws BridgeException {@code NOT_FOUND} when no job of that name runs
     */
    public String stop(String name) {
        FlinkJob job = flink.running(name)
                .orElseThrow(() -> new BridgeException(
                        ErrorCode.NOT_FOUND,
                        "no job " + name + " runs on " + flink.url() + "; see 'lakespan cdc list'"));
        String savepoint = flink.stop(job.id());
        runs.find(services.profile().flink().cluster(), name).ifPresent(entry -> {
            JobRun stopped = entry.run().seen(RunState.FINISHED, clock.instant());
            runs.save(new CdcRun(stopped, Optional.of(savepoint)));
            report(stopped);
        });
        return savepoint;
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

    private List<String> arguments(Path file) {
        List<String> arguments = new ArrayList<>(List.of("--definition-base64", encoded(file)));
        services.catalogDefaults()
                .forEach((key, value) -> arguments.addAll(List.of("--catalog-default", key + "=" + value)));
        return arguments;
    }

    private static String encoded(Path file) {
        try {
            return Base64.getEncoder().encodeToString(Files.readString(file).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> attributes(PipelineDefinition definition) {
        return Map.of(
                "source",
                "mysql://" + definition.source().address(),
                "checkpointInterval",
                definition.pipeline().checkpointInterval().toString());
    }

    private CdcRun refreshed(CdcRun entry) {
        if (entry.run().state().terminal()) {
            return entry;
        }
        RunState now = flink.find(entry.run().runId())
                .map(FlinkJob::state)
                // A cluster that forgot a job it had not ended has lost it with its JobManager.
                .orElse(RunState.FAILED);
        if (now == entry.run().state()) {
            return entry;
        }
        CdcRun seen = new CdcRun(entry.run().seen(now, clock.instant()), entry.savepoint());
        runs.save(seen);
        report(seen.run());
        return seen;
    }

    /** Lineage never stops a job: an Atlas that does not answer is a warning. */
    private Optional<String> report(JobRun run) {
        try {
            services.lineage().record(run);
            return Optional.empty();
        } catch (BridgeException e) {
            return Optional.of("lineage not recorded, 'lakespan cdc list' tries again: " + e.getMessage());
        }
    }
}
