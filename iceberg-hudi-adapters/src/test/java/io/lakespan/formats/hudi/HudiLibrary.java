package io.lakespan.formats.hudi;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.local.ArtifactSet;
import io.lakespan.local.JavaCommand;
import io.lakespan.local.LocalStack;
import io.lakespan.local.StackOptions;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Hudi's own Java client, in the versions whose tables differ, as a process that writes tables. */
enum HudiLibrary {
    /** Table version 6, timeline of JSON files. */
    HUDI_0_15("0.15.0", "", 6),
    /** The same tables, written by today's library. */
    HUDI_1_AS_0_15("1.2.0", "6", 6),
    /** Table version 8: the timeline in a folder of its own, of Avro files. */
    HUDI_1_AS_1_0("1.2.0", "8", 8),
    HUDI_1_2("1.2.0", "", 9);

    private static final String[] UNUSED = {
        "org.apache.hudi:hudi-timeline-service",
        "org.apache.hbase:*",
        "org.apache.hadoop:*",
        "org.apache.hive:*",
        "org.apache.arrow:*",
        "org.apache.curator:*",
        "org.apache.orc:*",
        "org.eclipse.jetty:*",
        "org.lance:*",
        "org.rocksdb:*",
        "com.uber.m3:*",
        "io.netty:*",
        "io.prometheus:*"
    };
    private static final List<String> OPENED = List.of("java.lang", "java.nio", "java.util", "sun.nio.ch");

    private final String version;
    private final String written;
    private final int tableVersion;

    HudiLibrary(String version, String written, int tableVersion) {
        this.version = version;
        this.written = written;
        this.tableVersion = tableVersion;
    }

    int tableVersion() {
        return tableVersion;
    }

    boolean hasTimelineFolder() {
        return tableVersion >= 8;
    }

    /** Writes every table of {@code WriteHudiTables} below a folder of its own and says which. */
    Path writeTables(Path below) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(below.resolve(name()));
        Path log = below.resolve(name() + ".log");
        Process process = new ProcessBuilder(command(below, folder).toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES))
                    .as("Hudi %s is done", version)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(() -> tail(log)).isZero();
        return folder;
    }

    private JavaCommand command(Path home, Path folder) {
        List<String> options = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        OPENED.forEach(name -> options.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        return JavaCommand.of(source(), classPath(home))
                .withOptions(options.toArray(String[]::new))
                .withArguments(folder.toString(), written);
    }

    private List<Path> classPath(Path home) {
        String[] parquetAndAvro = version.startsWith("0.")
                ? new String[] {"org.apache.parquet:parquet-avro:1.10.1", "org.apache.avro:avro:1.8.2"}
                : new String[] {"org.apache.parquet:parquet-avro:1.15.2", "org.apache.avro:avro:1.12.0"};
        String[] artifacts = Stream.concat(
                        Stream.of(
                                "org.apache.hudi:hudi-java-client:" + version,
                                "org.apache.hadoop:hadoop-client-api:3.3.6",
                                "org.apache.hadoop:hadoop-client-runtime:3.3.6",
                                "com.esotericsoftware:kryo-shaded:3.0.3"),
                        Stream.of(parquetAndAvro))
                .toArray(String[]::new);
        return LocalStack.open(StackOptions.at(home.resolve("stack")))
                .context()
                .files(ArtifactSet.classPath(artifacts).without(UNUSED));
    }

    /** The java launcher compiles it with Hudi's classes at hand, which are not on the class path here. */
    private static String source() {
        try {
            return Path.of(HudiLibrary.class
                            .getResource("/hudi/WriteHudiTables.java")
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }
}
