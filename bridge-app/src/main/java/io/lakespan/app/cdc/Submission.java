package io.lakespan.app.cdc;

import io.lakespan.app.flink.FlinkCluster;
import io.lakespan.app.flink.JobJar;
import io.lakespan.app.flink.JobStart;
import io.lakespan.app.state.CdcRuns.CdcRun;
import io.lakespan.app.wiring.Services;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.cdc.lineage.DeclaredLineage;
import io.lakespan.cdc.source.CdcChecks;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.cdc.source.SourceTables;
import io.lakespan.lineage.JobRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A definition that was checked against its source and whose job can be started at once. */
final class Submission {
    private final Services services;
    private final PipelineDefinition definition;
    private final SourceTables tables;
    private final JobStart start;

    private Submission(Services services, PipelineDefinition definition, SourceTables tables, JobStart start) {
        this.services = services;
        this.definition = definition;
        this.tables = tables;
        this.start = start;
    }

    /** Checks everything that can be checked and uploads the jar; nothing is submitted. */
    static Submission prepare(Services services, PipelineDefinition definition, Path file) {
        SourceTables tables = CdcChecks.check(definition, SecretResolver.ofProcess());
        SinkCheck.check(definition, tables, services);
        String jar = services.flink().upload(JobJar.of(JobJarFile.find()));
        List<String> arguments =
                arguments(services.catalogDefaults(definition.sink().catalogType()), file);
        JobStart start = new JobStart(jar, arguments, Optional.empty(), OptionalInt.empty());
        return new Submission(services, definition, tables, start);
    }

    Submission from(Optional<String> savepoint) {
        return with(new JobStart(start.jarId(), start.arguments(), savepoint, start.parallelism()));
    }

    Submission spread(int parallelism) {
        return with(new JobStart(start.jarId(), start.arguments(), start.savepoint(), OptionalInt.of(parallelism)));
    }

    private Submission with(JobStart other) {
        return new Submission(services, definition, tables, other);
    }

    CdcJobs.Submitted submit(RunBook book, Clock clock) {
        FlinkCluster flink = services.flink();
        Instant at = clock.instant();
        String jobId = flink.run(start);
        String cluster = services.profile().flink().cluster();
        JobRun run = JobRun.started(definition.pipeline().name(), cluster, jobId, at)
                .withEdges(DeclaredLineage.of(definition, tables))
                .withAttributes(attributes());
        List<String> warnings = new ArrayList<>(tables.warnings());
        book.record(new CdcRun(run, Optional.empty())).ifPresent(warnings::add);
        return new CdcJobs.Submitted(run, tables, start.savepoint(), warnings);
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        attributes.put(RunAttributes.SOURCE, "mysql://" + definition.source().address());
        attributes.put(RunAttributes.CATALOG, definition.sink().catalogType().name());
        attributes.put(
                RunAttributes.CHECKPOINT_INTERVAL,
                definition.pipeline().checkpointInterval().toString());
        start.savepoint()
                .ifPresentOrElse(
                        path -> attributes.put(RunAttributes.STARTED_FROM, path),
                        () -> attributes.put(RunAttributes.ESTIMATED_ROWS, Long.toString(estimatedRows())));
        return attributes;
    }

    private long estimatedRows() {
        return tables.tables().stream()
                .map(RoutedTable::source)
                .mapToLong(table -> Math.max(0, table.estimatedRows()))
                .sum();
    }

    private static List<String> arguments(Map<String, String> catalogDefaults, Path file) {
        List<String> arguments = new ArrayList<>(List.of("--definition-base64", encoded(file)));
        catalogDefaults.forEach((key, value) -> arguments.addAll(List.of("--catalog-default", key + "=" + value)));
        return arguments;
    }

    private static String encoded(Path file) {
        try {
            return Base64.getEncoder().encodeToString(Files.readString(file).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
