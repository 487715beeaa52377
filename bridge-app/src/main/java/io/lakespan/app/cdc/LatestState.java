package io.lakespan.app.cdc;

import io.lakespan.app.flink.FlinkCluster;
import io.lakespan.app.flink.FlinkJob;
import io.lakespan.app.flink.JobLook.Checkpoints;
import io.lakespan.app.flink.JobLook.Completed;
import io.lakespan.app.state.CdcRuns.CdcRun;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.JobRun;
import io.lakespan.lineage.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The newest savepoint or retained checkpoint of a pipeline, as this home and its cluster know them. */
final class LatestState {
    private final FlinkCluster flink;
    private final RunBook book;

    LatestState(FlinkCluster flink, RunBook book) {
        this.flink = flink;
        this.book = book;
    }

    private record State(String path, Instant at) {}

    /** @throws BridgeException {@code NOT_FOUND} when there is none */
    String path(String job) {
        return Stream.concat(ofCluster(job), book.find(job).stream().flatMap(this::ofBook))
                .max(Comparator.comparing(State::at))
                .map(State::path)
                .orElseThrow(() -> new BridgeException(
                        ErrorCode.NOT_FOUND,
                        "no savepoint or retained checkpoint of " + job + " is known on " + flink.url()
                                + "; name one with --from-savepoint PATH, or leave the option out to begin with a"
                                + " snapshot"));
    }

    private Stream<State> ofCluster(String job) {
        return flink.jobs().stream()
                .filter(known -> known.name().equals(job) && known.state().terminal())
                .flatMap(this::ofJob);
    }

    private Stream<State> ofJob(FlinkJob job) {
        Checkpoints checkpoints = flink.checkpoints(job);
        Optional<Completed> retained = job.state() == RunState.FINISHED ? Optional.empty() : checkpoints.last();
        return Stream.of(checkpoints.savepoint(), retained)
                .flatMap(Optional::stream)
                .map(completed -> new State(completed.path(), completed.at()));
    }

    private Stream<State> ofBook(CdcRun entry) {
        JobRun run = entry.run();
        Stream<State> savepoint =
                entry.savepoint().map(path -> new State(path, run.endedAt().orElse(run.observedAt()))).stream();
        return run.state() == RunState.FINISHED
                ? savepoint
                : Stream.of(savepoint, begun(run).stream(), seen(run).stream(), inFolder(run).stream())
                        .flatMap(found -> found);
    }

    private static Optional<State> begun(JobRun run) {
        return Optional.ofNullable(run.attributes().get(RunAttributes.STARTED_FROM))
                .map(path -> new State(path, run.startedAt()));
    }

    private static Optional<State> seen(JobRun run) {
        return Optional.ofNullable(run.attributes().get(RunAttributes.LAST_CHECKPOINT))
                .map(path -> new State(path, Instant.parse(run.attributes().get(RunAttributes.LAST_CHECKPOINT_AT))));
    }

    /** A killed JobManager leaves checkpoints that nobody looked at; those in a folder of this machine are found. */
    private Optional<State> inFolder(JobRun run) {
        return flink.setting("execution.checkpointing.dir")
                .or(() -> flink.setting("state.checkpoints.dir"))
                .map(URI::create)
                .filter(uri -> "file".equals(uri.getScheme()))
                .map(uri -> Path.of(uri.getPath()).resolve(run.runId()))
                .filter(Files::isDirectory)
                .flatMap(LatestState::newest);
    }

    private static Optional<State> newest(Path folder) {
        try (Stream<Path> checkpoints = Files.list(folder)) {
            return checkpoints
                    .map(checkpoint -> checkpoint.resolve("_metadata"))
                    .filter(Files::isRegularFile)
                    .map(metadata -> new State(metadata.getParent().toUri().toString(), written(metadata)))
                    .max(Comparator.comparing(State::at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
