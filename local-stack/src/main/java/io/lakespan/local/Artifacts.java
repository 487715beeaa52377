package io.lakespan.local;

import static java.util.stream.Collectors.toMap;

import io.lakespan.error.BridgeException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.util.artifact.ArtifactIdUtils;
import org.eclipse.aether.util.graph.visitor.PreorderNodeListGenerator;

/** Brings artifacts into the local Maven repository, each once, and says where they lie. */
final class Artifacts {
    private final Settings settings;
    private final ResolvedSets known;

    private Artifacts(Settings settings, ResolvedSets known) {
        this.settings = settings;
        this.known = known;
    }

    /** With the settings of this user; what was resolved is remembered below this folder. */
    static Artifacts in(Path cache) {
        return with(MavenSettings.read(MavenSettings.ofUser()), cache);
    }

    static Artifacts with(Settings settings, Path cache) {
        return new Artifacts(
                settings, new ResolvedSets(cache.resolve("artifacts"), MavenSettings.localRepository(settings)));
    }

    /** The files in class path order. */
    List<Path> files(ArtifactSet set) {
        resolve(List.of(set), Progress.silent());
        return known.find(set).orElseThrow();
    }

    /** Makes all of these sets available; at once when they are already. */
    void resolve(Collection<ArtifactSet> sets, Progress progress) {
        if (missing(sets).isEmpty()) {
            return;
        }
        // Resolver's own file locks let two in when a third deletes the lock file between them.
        Path lock = MavenSettings.localRepository(settings).resolve(".lakespan.lock");
        Runnable onWait = () -> progress.part("lakespan", "waits for another lakespan that downloads");
        StackLock.during(lock, onWait, () -> fetch(missing(sets), progress));
    }

    private List<ArtifactSet> missing(Collection<ArtifactSet> sets) {
        return sets.stream().distinct().filter(set -> known.find(set).isEmpty()).toList();
    }

    private List<ArtifactSet> fetch(List<ArtifactSet> missing, Progress progress) {
        if (missing.isEmpty()) {
            return missing;
        }
        MavenSession maven = MavenSession.open(settings);
        DownloadMeter meter = new DownloadMeter(progress);
        maven.session().setTransferListener(meter);
        try {
            fetch(maven, missing, meter);
            return missing;
        } finally {
            meter.end();
            maven.system().shutdown();
        }
    }

    private void fetch(MavenSession maven, List<ArtifactSet> sets, DownloadMeter meter) {
        Map<ArtifactSet, List<Artifact>> wanted = new LinkedHashMap<>();
        sets.forEach(set -> wanted.put(
                set, set.transitive() ? collect(maven, set) : roots(set).toList()));
        List<ArtifactRequest> requests = wanted.values().stream()
                .flatMap(List::stream)
                .collect(toMap(ArtifactIdUtils::toId, a -> a, (a, b) -> a, LinkedHashMap::new))
                .values()
                .stream()
                .map(artifact -> new ArtifactRequest(artifact, maven.repositories(), ""))
                .toList();
        meter.expect(maven, requests);
        Map<String, Path> files = resolve(maven, requests);
        wanted.forEach((set, artifacts) -> known.remember(
                set,
                artifacts.stream().map(a -> files.get(ArtifactIdUtils.toId(a))).toList()));
    }

    private static Map<String, Path> resolve(MavenSession maven, List<ArtifactRequest> requests) {
        try {
            return maven.system().resolveArtifacts(maven.session(), requests).stream()
                    .collect(toMap(
                            result -> ArtifactIdUtils.toId(result.getRequest().getArtifact()),
                            result -> result.getArtifact().getFile().toPath()));
        } catch (ArtifactResolutionException e) {
            throw missing(maven, e);
        }
    }

    private static BridgeException missing(MavenSession maven, ArtifactResolutionException e) {
        Optional<ArtifactResult> first =
                e.getResults().stream().filter(result -> !result.isResolved()).findFirst();
        String artifact = first.map(result -> result.getRequest().getArtifact().toString())
                .orElse("an artifact");
        Throwable cause = first.flatMap(
                        result -> result.getExceptions().stream().findFirst())
                .map(Throwable.class::cast)
                .orElse(e);
        return maven.missing(artifact, cause);
    }

    private static List<Artifact> collect(MavenSession maven, ArtifactSet set) {
        List<Exclusion> exclusions = set.exclusions().stream()
                .map(pattern -> pattern.split(":", 2))
                .map(parts -> new Exclusion(parts[0], parts[1], "*", "*"))
                .toList();
        List<Dependency> dependencies = roots(set)
                .map(artifact -> new Dependency(artifact, "runtime", false, exclusions))
                .toList();
        try {
            PreorderNodeListGenerator order = new PreorderNodeListGenerator();
            maven.system()
                    .collectDependencies(
                            maven.session(), new CollectRequest(dependencies, List.of(), maven.repositories()))
                    .getRoot()
                    .accept(order);
            return order.getArtifacts(true);
        } catch (DependencyCollectionException e) {
            throw maven.missing("what " + String.join(", ", set.coordinates()) + " needs", e);
        }
    }

    private static Stream<Artifact> roots(ArtifactSet set) {
        return set.coordinates().stream().map(DefaultArtifact::new);
    }
}
