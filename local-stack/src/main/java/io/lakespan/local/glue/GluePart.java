package io.lakespan.local.glue;

import io.lakespan.local.ArtifactSet;
import io.lakespan.local.JavaCommand;
import io.lakespan.local.Launch;
import io.lakespan.local.Part;
import io.lakespan.local.Probes;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackContext;
import io.lakespan.local.Versions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A Glue Data Catalog, kept in one file in {@code <home>/data/glue}; requests are signed with the local secret key. */
public final class GluePart implements Part {
    private static final String NAME = "glue";
    private static final String PORT = "glue.port";
    private static final ArtifactSet LIBRARIES = ArtifactSet.classPath(
            "com.fasterxml.jackson.core:jackson-databind:" + Versions.of("jackson"),
            "org.flywaydb:flyway-core:" + Versions.of("flyway"),
            "org.jdbi:jdbi3-core:" + Versions.of("jdbi"),
            "org.slf4j:slf4j-api:" + Versions.of("slf4j"),
            "org.slf4j:slf4j-simple:" + Versions.of("slf4j"),
            "org.xerial:sqlite-jdbc:" + Versions.of("sqlite-jdbc"));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> ports() {
        return List.of(PORT);
    }

    @Override
    public Set<String> after() {
        return Set.of();
    }

    @Override
    public List<ArtifactSet> artifacts() {
        return List.of(LIBRARIES);
    }

    @Override
    public void prepare(StackContext context) {
        // The server makes its own file.
    }

    @Override
    public Launch launch(StackContext context) {
        List<Path> classPath = Stream.concat(Stream.of(context.ownClasses()), context.files(LIBRARIES).stream())
                .toList();
        List<String> command = JavaCommand.of(GlueServer.class.getName(), classPath)
                .withOptions(
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                        "-Dorg.slf4j.simpleLogger.log.org.flywaydb=warn")
                .withArguments(
                        "--port",
                        Integer.toString(context.port(PORT)),
                        "--data",
                        context.data(NAME).toString(),
                        "--secret-key-file",
                        context.secrets().resolve(Secrets.S3_SECRET_KEY).toString())
                .toList();
        return new Launch(command, Map.of(), context.data(NAME));
    }

    @Override
    public boolean healthy(StackContext context) {
        return Probes.httpStatus(URI.create(address(context))).orElse(0) == 200;
    }

    @Override
    public String address(StackContext context) {
        return "http://127.0.0.1:" + context.port(PORT);
    }
}
