package io.lakespan.local.hms;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.ArtifactSet;
import io.lakespan.local.JavaCommand;
import io.lakespan.local.Launch;
import io.lakespan.local.Part;
import io.lakespan.local.StackContext;
import io.lakespan.local.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Hive Metastore 3.1.3, spoken to by Thrift, its database an embedded Derby in {@code <home>/data/hms}.
 *
 * <p>What is acknowledged survives a kill. It never touches the object store: see {@link NoOpFileSystem}.
 */
public final class HiveMetastore implements Part {
    static final String NAME = "hms";

    // By name: Hive's classes are on its class path and not on that of the command line.
    static final String PROCESS = "io.lakespan.local.hms.MetastoreProcess";

    private static final String PORT = "hms.port";

    // Hadoop's shaded client takes the place of its parts; ORC, sqlline and ST4 serve tools that are not run here.
    private static final ArtifactSet SERVER = ArtifactSet.classPath(
                    "org.apache.hive:hive-standalone-metastore:" + Versions.of("hive-standalone-metastore"),
                    "org.apache.derby:derby:" + Versions.of("derby"),
                    "org.apache.hadoop:hadoop-client-api:" + Versions.of("hadoop"),
                    "org.apache.hadoop:hadoop-client-runtime:" + Versions.of("hadoop"),
                    "commons-collections:commons-collections:" + Versions.of("commons-collections"),
                    "org.apache.logging.log4j:log4j-core:" + Versions.of("log4j"),
                    "org.apache.logging.log4j:log4j-slf4j-impl:" + Versions.of("log4j"),
                    "org.apache.logging.log4j:log4j-1.2-api:" + Versions.of("log4j"))
            .without(
                    "org.apache.hadoop:hadoop-common",
                    "org.apache.hadoop:hadoop-distcp",
                    "org.apache.hadoop:hadoop-hdfs",
                    "org.apache.hadoop:hadoop-hdfs-client",
                    "org.apache.hadoop:hadoop-mapreduce-client-core",
                    "org.apache.orc:*",
                    "org.apache.logging.log4j:log4j-web",
                    "sqlline:*",
                    "org.antlr:ST4");

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
        return List.of(SERVER);
    }

    @Override
    public void prepare(StackContext context) {
        Path conf = context.conf(NAME);
        try {
            Files.createDirectories(conf);
            Files.createDirectories(context.data(NAME));
            Files.writeString(conf.resolve("metastore-site.xml"), MetastoreSite.xml(context.port(PORT)));
            copyLogging(conf);
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    "Cannot write the metastore configuration in " + conf + ": " + e.getMessage()
                            + "; free disk space or give another home with --home",
                    e);
        }
    }

    @Override
    public Launch launch(StackContext context) {
        Path data = context.data(NAME);
        List<String> command = JavaCommand.of(PROCESS, classPath(context))
                .withOptions(
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Duser.timezone=UTC",
                        "-Djava.net.preferIPv4Stack=true",
                        "-Dderby.system.home=" + data,
                        "-Dderby.stream.error.file=" + data.resolve("derby.log"))
                .toList();
        return new Launch(command, Map.of(), data);
    }

    @Override
    public boolean healthy(StackContext context) {
        return MetastoreProbe.answers(context.port(PORT));
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(120);
    }

    @Override
    public String address(StackContext context) {
        return "thrift://127.0.0.1:" + context.port(PORT);
    }

    private static List<Path> classPath(StackContext context) {
        return Stream.concat(Stream.of(context.conf(NAME), context.ownClasses()), context.files(SERVER).stream())
                .toList();
    }

    private static void copyLogging(Path conf) throws IOException {
        try (InputStream logging = HiveMetastore.class.getResourceAsStream("log4j2.properties")) {
            Files.copy(logging, conf.resolve("log4j2.properties"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
