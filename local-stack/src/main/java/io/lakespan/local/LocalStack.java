package io.lakespan.local;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The local stack of one home: real servers, each a process of its own that outlives this one.
 *
 * <p>Nothing is held open between calls, so several of these may be open on one home at a time, in this process or in
 * others; {@code up}, {@code down} and {@code reset} wait for each other.
 */
public final class LocalStack {
    private final StackHome home;
    private final PartGraph graph;
    private final List<Part> selected;
    private final HomeContext context;
    private final PartProcesses processes;

    private LocalStack(StackOptions options, PartGraph graph) {
        this.home = new StackHome(options.home());
        this.graph = graph;
        this.selected = options.parts().isEmpty() ? graph.ordered() : graph.withPredecessors(options.parts());
        this.context = new HomeContext(home, options.cache(), ports(options), Artifacts.in(options.cache()));
        this.processes = new PartProcesses(home, context, graph);
    }

    /** Touches nothing yet. */
    public static LocalStack open(StackOptions options) {
        return new LocalStack(options, Parts.all());
    }

    static LocalStack open(StackOptions options, Collection<Part> parts) {
        return new LocalStack(options, new PartGraph(parts));
    }

    /**
     * Brings every selected part up that is not, and waits until all are healthy.
     *
     * <p>Harmless when repeated: what is healthy and unchanged stays as it is. When it fails or is interrupted, the
     * parts that this call started are stopped again.
     */
    public void up(Progress progress) {
        alone(progress, () -> bringUp(progress));
    }

    /** Stops every part of this home, those that stand on others first. */
    public void down(Progress progress) {
        down(Set.of(), progress);
    }

    /** Stops these parts and those that stand on them; empty means all. */
    public void down(Set<String> parts, Progress progress) {
        Set<String> meant = meant(parts);
        alone(progress, () -> stop(graph.withSuccessors(meant), progress));
    }

    public void down() {
        down(Progress.silent());
    }

    /** How every part is doing, in the order in which they start. */
    public List<PartStatus> status() {
        return graph.ordered().parallelStream().map(this::status).toList();
    }

    /** The file with a part's output. */
    public Path logs(String part) {
        return home.log(graph.part(part).name());
    }

    /** Stops these parts and those that stand on them, and deletes the data of these; empty means all. */
    public void reset(Set<String> parts) {
        Set<String> meant = meant(parts);
        alone(Progress.silent(), () -> {
            stop(graph.withSuccessors(meant), Progress.silent());
            meant.forEach(this::delete);
        });
    }

    private Set<String> meant(Set<String> parts) {
        return parts.isEmpty()
                ? names(graph.ordered())
                : names(parts.stream().map(graph::part).toList());
    }

    /** What a person points a browser or a client at. */
    public String address(String part) {
        return graph.part(part).address(context);
    }

    /** The port of this configuration name, such as {@code mysql.port}. */
    public int port(String name) {
        return context.port(name);
    }

    /** The secret of this name, such as {@link Secrets#MYSQL_CDC_PASSWORD}. */
    public String secret(String name) {
        return context.secret(name);
    }

    /** What a process needs in its environment to speak to the local S3 and Glue. */
    public Map<String, String> awsEnvironment() {
        return context.awsEnvironment();
    }

    public Path home() {
        return home.root();
    }

    /** What the parts are given; for those who start further processes beside them. */
    public StackContext context() {
        return context;
    }

    private Ports ports(StackOptions options) {
        Map<String, Integer> chosen =
                new TreeMap<>(StackFile.read(home.stackFile()).ports());
        chosen.putAll(options.ports());
        return options.freePorts() ? Ports.freeExcept(chosen) : Ports.defaultsWith(chosen);
    }

    private void alone(Progress progress, Runnable work) {
        PrivateFiles.createFolder(home.root());
        Runnable onWait = () -> progress.part("lakespan", "waits for another lakespan at work in " + home.root());
        StackLock.during(home.lock(), onWait, () -> {
            work.run();
            return home;
        });
    }

    private void bringUp(Progress progress) {
        Secrets secrets = Secrets.in(home.secrets());
        secrets.ensure();
        new AwsFiles(home).write(secrets);
        List<Part> changed = selected.stream().filter(this::isOutdated).toList();
        List<Part> missing = selected.stream()
                .filter(part -> processes.alive(part).isEmpty())
                .toList();
        new PortCheck(context).require(union(missing, changed), portsHeldBy(changed));
        context.artifacts().resolve(artifactsOf(union(missing, changed)), progress);
        new StackFile(context.ports().overrides()).write(home.stackFile());
        stop(names(changed), progress);
        new Startup(context, processes, progress).run(selected);
    }

    private boolean isOutdated(Part part) {
        return processes
                .alive(part)
                .filter(record -> !processes.isUpToDate(part, record))
                .isPresent();
    }

    private Set<Integer> portsHeldBy(List<Part> parts) {
        return parts.stream()
                .flatMap(part -> processes.alive(part).stream())
                .flatMap(record -> record.ports().values().stream())
                .collect(Collectors.toSet());
    }

    private static List<ArtifactSet> artifactsOf(Collection<Part> parts) {
        return parts.stream().flatMap(part -> part.artifacts().stream()).toList();
    }

    private static Set<Part> union(List<Part> some, List<Part> others) {
        Set<Part> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Set<String> names(List<Part> parts) {
        return parts.stream().map(Part::name).collect(Collectors.toSet());
    }

    private void stop(Set<String> names, Progress progress) {
        for (Part part : graph.reversed()) {
            if (names.contains(part.name()) && processes.alive(part).isPresent()) {
                progress.part(part.name(), "stopping");
            }
            if (names.contains(part.name())) {
                processes.stop(part);
            }
        }
    }

    private PartStatus status(Part part) {
        Optional<RunRecord> last = processes.lastStart(part);
        Optional<RunRecord> alive = last.filter(record -> record.process().isAlive());
        return new PartStatus(
                part.name(),
                state(part, last, alive),
                alive.map(record -> OptionalLong.of(record.process().pid())).orElseGet(OptionalLong::empty),
                alive.map(RunRecord::startedAt),
                part.address(context),
                alive.map(record -> record.process().memory()).orElseGet(OptionalLong::empty));
    }

    private PartStatus.State state(Part part, Optional<RunRecord> last, Optional<RunRecord> alive) {
        if (alive.isPresent()) {
            return part.healthy(context) ? PartStatus.State.HEALTHY : PartStatus.State.NOT_ANSWERING;
        }
        return last.isPresent() ? PartStatus.State.DEAD : PartStatus.State.STOPPED;
    }

    private void delete(String part) {
        try {
            Folders.delete(home.data(part));
            Folders.delete(home.conf(part));
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.PERMISSION_DENIED,
                    "the data of " + part + " could not be deleted (" + e + "): delete " + home.data(part),
                    e);
        }
    }
}
