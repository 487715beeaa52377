package io.lakespan.local.flink;

import io.lakespan.local.ArtifactSet;
import io.lakespan.local.Launch;
import io.lakespan.local.Part;
import io.lakespan.local.StackContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The JobManager of a Flink session cluster, with its REST interface and web UI.
 *
 * <p>It takes jobs as a remote cluster does: {@code POST /jars/upload}, then {@code POST /jars/:id/run}. Savepoints and
 * checkpoints lie in {@code <home>/data/flink-jobmanager}. Its jobs end with its process; they start again from a retained
 * checkpoint or savepoint.
 */
public final class FlinkJobManager implements Part {
    static final String NAME = "flink-jobmanager";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> ports() {
        return List.of("flink.port", "flink.rpc-port");
    }

    @Override
    public Set<String> after() {
        return Set.of();
    }

    @Override
    public List<ArtifactSet> artifacts() {
        return List.of(FlinkArtifacts.CLUSTER);
    }

    @Override
    public void prepare(StackContext context) {
        FlinkFiles files = new FlinkFiles(context, NAME);
        files.write(FlinkSettings.jobManager(context, files));
    }

    @Override
    public Launch launch(StackContext context) {
        // The heap holds more than a session cluster needs: the main method of every submitted job runs in here.
        FlinkFiles files = new FlinkFiles(context, NAME);
        return new FlinkJava(context, files, FlinkSettings.jobManager(context, files))
                .launch(
                        List.of("-Xmx768m", "-XX:MaxMetaspaceSize=384m", "-XX:+UseSerialGC"),
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        List.of());
    }

    @Override
    public boolean healthy(StackContext context) {
        return FlinkRest.get(context.port("flink.port"), "/overview")
                .filter(overview -> overview.has("flink-version"))
                .isPresent();
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(120);
    }

    @Override
    public String address(StackContext context) {
        return "http://127.0.0.1:" + context.port("flink.port");
    }
}
