package io.lakespan.local.atlas;

import io.lakespan.local.ArtifactSet;
import io.lakespan.local.JavaCommand;
import io.lakespan.local.Launch;
import io.lakespan.local.Part;
import io.lakespan.local.Probes;
import io.lakespan.local.StackContext;
import io.lakespan.local.Versions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Solr with the three indexes of Atlas; what it has acknowledged survives its being killed. */
public final class SolrPart implements Part {
    static final String NAME = "solr";

    // Left out: analyzers for Japanese and Korean, and HDFS, none of which the indexes use.
    private static final ArtifactSet SOLR = ArtifactSet.classPath("org.apache.solr:solr-core:" + Versions.of("solr"))
            .without(
                    "org.apache.hadoop:hadoop-hdfs-client",
                    "org.apache.lucene:lucene-analyzers-kuromoji",
                    "org.apache.lucene:lucene-analyzers-nori");
    private static final ArtifactSet TEMPLATE =
            ArtifactSet.files("org.apache.atlas:atlas-testtools:" + Versions.of("atlas-server"));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> ports() {
        return List.of("solr.port");
    }

    @Override
    public Set<String> after() {
        return Set.of();
    }

    @Override
    public List<ArtifactSet> artifacts() {
        return List.of(SOLR, TEMPLATE);
    }

    @Override
    public void prepare(StackContext context) {
        new SolrCores(context.data(NAME)).create(context.files(TEMPLATE).get(0));
        Resources.copy("solr-log4j2.properties", logging(context));
    }

    @Override
    public Launch launch(StackContext context) {
        Path data = context.data(NAME);
        List<Path> classPath = new ArrayList<>(List.of(context.ownClasses()));
        classPath.addAll(context.files(SOLR));
        List<String> command = JavaCommand.of(SolrMain.class.getName(), classPath)
                .withOptions(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dsolr.log.dir=" + data,
                        "-Dlog4j2.configurationFile=" + logging(context))
                .withArguments(data.toString(), String.valueOf(context.port("solr.port")))
                .toList();
        return new Launch(command, Map.of(), data);
    }

    @Override
    public boolean healthy(StackContext context) {
        return SolrCores.NAMES.stream().allMatch(core -> answers(context, core));
    }

    @Override
    public String address(StackContext context) {
        return "http://127.0.0.1:" + context.port("solr.port") + "/solr";
    }

    private boolean answers(StackContext context, String core) {
        URI query = URI.create(address(context) + "/" + core + "/select?q=*:*&rows=0");
        return Probes.httpStatus(query).equals(OptionalInt.of(200));
    }

    private static Path logging(StackContext context) {
        return context.conf(NAME).resolve("log4j2.properties");
    }
}
