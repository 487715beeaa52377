package io.lakespan.local;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the processes of one home, and finds those that an earlier command started. */
final class PartProcesses {
    private static final Logger LOG = LoggerFactory.getLogger(PartProcesses.class);
    private static final File NOTHING = new File("/dev/null");
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private final StackHome home;
    private final StackContext context;
    private final PartGraph graph;

    PartProcesses(StackHome home, StackContext context, PartGraph graph) {
        this.home = home;
        this.context = context;
        this.graph = graph;
    }

    Optional<RunRecord> lastStart(Part part) {
        return RunRecord.read(home.run(part.name()));
    }

    Optional<RunRecord> alive(Part part) {
        return lastStart(part).filter(record -> record.process().isAlive());
    }

    /** Whether the process was started the way it would be started now. */
    boolean isUpToDate(Part part, RunRecord record) {
        return record.ports().equals(portsOf(part))
                && record.fingerprint().equals(fingerprint(part, part.launch(context)));
    }

    RunRecord start(Part part) {
        Launch launch = part.launch(context);
        Instant now = Instant.now();
        long logFrom = log(part).begin(part.name(), now);
        ProcessIdentity process = started(part, launch).orElseThrow(() -> diedAtOnce(part, logFrom));
        RunRecord record =
                new RunRecord(process, now.toString(), portsOf(part), fingerprint(part, launch), false, logFrom);
        record.write(home.run(part.name()));
        LOG.info("part=started name={} pid={}", part.name(), process.pid());
        return record;
    }

    void markReady(Part part, RunRecord record) {
        record.asReady().write(home.run(part.name()));
    }

    LogFile log(Part part) {
        return new LogFile(home.log(part.name()));
    }

    /** Asks the process to end, kills it when it does not, and forgets it; harmless when there is none. */
    void stop(Part part) {
        stop(part, part.farewell());
    }

    /** As {@link #stop(Part)}, with less patience before it is killed. */
    void stop(Part part, Duration farewell) {
        alive(part).ifPresent(record -> end(part, record.process(), farewell));
        forget(part);
    }

    private void end(Part part, ProcessIdentity process, Duration farewell) {
        Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
        List<ProcessIdentity> family = handle.stream()
                .flatMap(ProcessHandle::descendants)
                .flatMap(child -> ProcessIdentity.of(child.pid()).stream())
                .toList();
        handle.filter(h -> process.isAlive()).ifPresent(ProcessHandle::destroy);
        if (!process.endsWithin(farewell)) {
            LOG.info("part=killed name={} pid={} waited={}", part.name(), process.pid(), farewell);
            kill(process);
        }
        family.forEach(PartProcesses::kill);
        requireEnded(part, process);
        LOG.info("part=stopped name={} pid={}", part.name(), process.pid());
    }

    private static void kill(ProcessIdentity process) {
        ProcessHandle.of(process.pid()).filter(h -> process.isAlive()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static void requireEnded(Part part, ProcessIdentity process) {
        if (!process.endsWithin(AFTER_KILL)) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    part.name() + " (process " + process.pid() + ") does not end even when killed: look at it with ps");
        }
    }

    private void forget(Part part) {
        try {
            Files.deleteIfExists(home.run(part.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ProcessIdentity> started(Part part, Launch launch) {
        ProcessBuilder builder = new ProcessBuilder(inOwnSession(launch.command()))
                .directory(launch.workingDirectory().toFile())
                .redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.log(part.name()).toFile()));
        // A user's real AWS credentials in the environment would win over the local ones.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(launch.environment());
        try {
            return ProcessIdentity.of(builder.start().pid());
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE, part.name() + " could not be started: " + e.getMessage(), e);
        }
    }

    private BridgeException diedAtOnce(Part part, long logFrom) {
        return new BridgeException(
                ErrorCode.UNAVAILABLE,
                part.name() + " ended at once; " + log(part).ending(logFrom));
    }

    // Ctrl-C and the end of a terminal reach the session they belong to; the parts have one of their own.
    private static List<String> inOwnSession(List<String> command) {
        List<String> detached =
                new ArrayList<>(setsid().stream().map(Path::toString).toList());
        detached.addAll(command);
        return detached;
    }

    private static Optional<Path> setsid() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private String fingerprint(Part part, Launch launch) {
        Fingerprint fingerprint = new Fingerprint()
                .add(launch.command())
                .add(new TreeMap<>(launch.environment()))
                .add(launch.workingDirectory());
        graph.withPredecessors(List.of(part.name())).forEach(each -> fingerprint.add(portsOf(each)));
        if (launch.command().toString().contains(context.ownClasses().toString())) {
            fingerprint.addContent(context.ownClasses());
        }
        return fingerprint.text();
    }

    private Map<String, Integer> portsOf(Part part) {
        return part.ports().stream().collect(Collectors.toMap(n -> n, context::port, (a, b) -> a, TreeMap::new));
    }
}
