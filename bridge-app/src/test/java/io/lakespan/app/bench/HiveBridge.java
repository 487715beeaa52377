package io.lakespan.app.bench;

import io.lakespan.local.ArtifactSet;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Secrets;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Atlas's own Hive import, {@code hive-bridge} 2.1.0, from the local metastore to Atlas. */
final class HiveBridge {
    private static final String ATLAS = "2.1.0";
    // hive-exec and the Hadoop client carry most of what they need; the rest is what their POMs name in these versions.
    private static final ArtifactSet JARS = ArtifactSet.files(
            "org.apache.atlas:hive-bridge:" + ATLAS,
            "org.apache.hive:hive-exec:3.1.3",
            "org.apache.hadoop:hadoop-client-api:3.3.6",
            "org.apache.hadoop:hadoop-client-runtime:3.3.6",
            "org.apache.calcite:calcite-core:1.16.0",
            "org.apache.calcite:calcite-linq4j:1.16.0",
            "org.apache.calcite.avatica:avatica:1.11.0",
            "org.apache.thrift:libfb303:0.9.3",
            "org.apache.logging.log4j:log4j-1.2-api:2.17.2",
            "org.apache.logging.log4j:log4j-api:2.17.2",
            "org.apache.logging.log4j:log4j-core:2.17.2",
            "commons-cli:commons-cli:1.2",
            "commons-collections:commons-collections:3.2.2",
            "commons-lang:commons-lang:2.6",
            "commons-logging:commons-logging:1.1.3",
            "javax.activation:javax.activation-api:1.2.0",
            "javax.xml.bind:jaxb-api:2.3.1");
    private static final ArtifactSet CLIENT = ArtifactSet.classPath(
                    "org.apache.atlas:atlas-client-v1:" + ATLAS,
                    "org.apache.atlas:atlas-client-v2:" + ATLAS,
                    "org.apache.atlas:atlas-notification:" + ATLAS)
            .without("org.apache.hadoop:*", "org.slf4j:slf4j-log4j12", "log4j:log4j");

    private final LocalStack stack;
    private final Path folder;

    HiveBridge(LocalStack stack, Path folder) {
        this.stack = stack;
        this.folder = folder;
    }

    /** Imports these databases under names that end with the namespace. */
    void run(URI atlas, String namespace, List<String> databases) {
        configure(namespace);
        Path out = folder.resolve("hive-bridge.log");
        int status = OwnProcess.run(command(atlas, databases), out);
        if (status != 0) {
            throw new IllegalStateException("the Hive import ended with " + status + ":\n" + OwnProcess.text(out));
        }
    }

    private void configure(String namespace) {
        write(
                "atlas-application.properties",
                "atlas.metadata.namespace=" + namespace + "\natlas.authentication.method.kerberos=false\n");
        write(
                "hive-site.xml",
                "<configuration><property><name>hive.metastore.uris</name><value>" + stack.address("hms")
                        + "</value></property></configuration>\n");
    }

    private List<String> command(URI atlas, List<String> databases) {
        List<String> command = new ArrayList<>(OwnProcess.java());
        command.add("-Xmx1g");
        for (String opened : List.of("java.lang", "java.lang.reflect", "java.util", "java.net", "java.io")) {
            command.addAll(List.of("--add-opens", "java.base/" + opened + "=ALL-UNNAMED"));
        }
        command.addAll(List.of("-Datlas.conf=" + folder, "-cp", classPath(), HiveBridgeMain.class.getName()));
        command.addAll(List.of(atlas.toString(), "admin", passwordFile().toString()));
        command.addAll(databases);
        return command;
    }

    private Path passwordFile() {
        return stack.home().resolve("secrets").resolve(Secrets.ATLAS_PASSWORD);
    }

    private String classPath() {
        Path own = Path.of(HiveBridge.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Stream<Path> jars = Stream.of(JARS, CLIENT).flatMap(set -> stack.context().files(set).stream());
        return Stream.concat(Stream.of(folder, own), jars)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
