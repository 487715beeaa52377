package io.lakespan.local.atlas;

import io.lakespan.local.ArtifactSet;
import io.lakespan.local.JavaCommand;
import io.lakespan.local.Launch;
import io.lakespan.local.Part;
import io.lakespan.local.StackContext;
import io.lakespan.local.Versions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Apache Atlas with its REST interface, web pages and the Kafka it listens on.
 *
 * <p>The graph lies in a BerkeleyDB, the search index in {@link SolrPart}. The administrator is {@code admin}, with the
 * secret {@code atlas.password}.
 */
public final class AtlasPart implements Part {
    static final String NAME = "atlas";

    private static final ArtifactSet WAR =
            ArtifactSet.files("org.apache.atlas:atlas-webapp:war:" + Versions.of("atlas-server"));
    // The 2.5.7 that Atlas brings does not start on Java 17.
    private static final ArtifactSet GROOVY = ArtifactSet.files(
            Stream.of("", "-cli-picocli", "-console", "-groovysh", "-json", "-jsr223", "-swing", "-templates", "-xml")
                    .map(module -> "org.codehaus.groovy:groovy" + module + ":" + Versions.of("groovy"))
                    .toArray(String[]::new));

    // Spring, Kafka, JanusGraph and Kryo look into these by reflection.
    private static final List<String> OPENED = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.math",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.text",
            "java.base/java.time",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.fs",
            "java.desktop/java.beans");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> ports() {
        return List.of("atlas.port", "atlas.kafka-port", "atlas.zookeeper-port");
    }

    @Override
    public Set<String> after() {
        return Set.of(SolrPart.NAME);
    }

    @Override
    public List<ArtifactSet> artifacts() {
        return List.of(WAR, GROOVY);
    }

    @Override
    public void prepare(StackContext context) {
        AtlasWebApp.in(context.cache()).unpack(context.files(WAR).get(0));
        new IndexPairing(context).ensure();
        new AtlasFolders(context).write();
    }

    @Override
    public Launch launch(StackContext context) {
        AtlasFolders folders = new AtlasFolders(context);
        AtlasWebApp app = AtlasWebApp.in(context.cache());
        List<String> command = JavaCommand.of("org.apache.atlas.Atlas", classPath(context, app))
                .withOptions(options(folders).toArray(String[]::new))
                .withArguments("-app", app.pages().toString(), "-port", String.valueOf(context.port("atlas.port")))
                .toList();
        return new Launch(command, Map.of(), folders.data());
    }

    @Override
    public boolean healthy(StackContext context) {
        boolean answers = answers(new AtlasRest(context));
        if (answers) {
            new IndexPairing(context).settle();
        }
        return answers;
    }

    private static boolean answers(AtlasRest rest) {
        return rest.body("/admin/status")
                        .filter(status -> status.contains("ACTIVE"))
                        .isPresent()
                && rest.body("/v2/search/basic?query=lakespan&limit=1").isPresent();
    }

    @Override
    public String address(StackContext context) {
        return "http://127.0.0.1:" + context.port("atlas.port");
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(3);
    }

    // Our own classes last: with them the process is started anew when the models or settings in them change.
    private static List<Path> classPath(StackContext context, AtlasWebApp app) {
        List<Path> classPath = new ArrayList<>(context.files(GROOVY));
        classPath.addAll(app.classPath());
        classPath.add(context.ownClasses());
        return classPath;
    }

    private static List<String> options(AtlasFolders folders) {
        List<String> options = new ArrayList<>();
        // Twice as fast in its first minutes, and hardly slower later, than with the optimising compiler.
        options.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        OPENED.forEach(opened -> options.addAll(List.of("--add-opens", opened + "=ALL-UNNAMED")));
        options.add("-Djava.io.tmpdir=" + folders.scratch());
        options.add("-Datlas.home=" + folders.conf());
        options.add("-Datlas.conf=" + folders.conf());
        options.add("-Datlas.data=" + folders.data());
        options.add("-Datlas.log.dir=" + folders.data());
        options.add("-Dlog4j.configuration=" + folders.logging().toUri());
        return options;
    }
}
