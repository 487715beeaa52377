package io.lakespan.hms;

import static org.awaitility.Awaitility.await;

import io.lakespan.local.ArtifactSet;
import io.lakespan.local.Folders;
import io.lakespan.local.JavaCommand;
import io.lakespan.local.LocalStack;
import io.lakespan.local.StackContext;
import io.lakespan.local.StackOptions;
import io.lakespan.local.hms.HiveMetastore;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A metastore that the local stack does not have: of another version, or with other settings. */
final class OtherMetastore implements BeforeAllCallback, AfterAllCallback {
    private static final String HIVE_2_VERSION = "2.3.10";
    private static final ArtifactSet HIVE_2 = ArtifactSet.classPath(Stream.concat(
                            Stream.of(
                                    "org.apache.hive:hive-metastore:" + HIVE_2_VERSION,
                                    "commons-lang:commons-lang:2.6"),
                            shared())
                    .toArray(String[]::new))
            .without(
                    "org.apache.hadoop:*",
                    "org.apache.hbase:*",
                    "org.apache.orc:*",
                    "org.apache.parquet:*",
                    "org.apache.avro:*",
                    "co.cask.tephra:*",
                    "org.eclipse.jetty.aggregate:*",
                    "org.eclipse.jetty.orbit:*",
                    "org.apache.logging.log4j:*",
                    "org.apache.curator:*",
                    "org.apache.zookeeper:*",
                    "tomcat:*",
                    "log4j:*",
                    "jline:*",
                    "org.apache.ant:*");
    // Its place is the query engine; only the class that the server asks for by name is needed.
    private static final ArtifactSet HIVE_2_EXPRESSIONS = ArtifactSet.files(
            "org.apache.hive:hive-exec:jar:core:" + HIVE_2_VERSION, "com.esotericsoftware:kryo-shaded:3.0.3");

    private final boolean second;
    private final Map<String, String> settings = new TreeMap<>();
    private final Map<String, String> hadoop = new TreeMap<>();
    private final List<String> options = new ArrayList<>();
    private Path home;
    private Process process;
    private int port;

    private OtherMetastore(boolean second) {
        this.second = second;
    }

    static OtherMetastore ofHive2() {
        return new OtherMetastore(true);
    }

    static OtherMetastore ofHive3() {
        return new OtherMetastore(false);
    }

    OtherMetastore with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** That asks its callers for Kerberos. */
    OtherMetastore securedBy(LocalKdc kdc) {
        hadoop.put("hadoop.security.authentication", "kerberos");
        return with("hive.metastore.sasl.enabled", "true")
                .withOption("-Djava.security.krb5.conf=" + kdc.conf())
                .withOption("-Dkeytab=" + kdc.keytab("server"))
                .withOption("-Dprincipal=" + LocalKdc.servicePrincipal());
    }

    /** That refuses this call as an authorisation plug-in does. */
    OtherMetastore denying(String call) {
        return withOption("-Ddenied=" + call);
    }

    private OtherMetastore withOption(String option) {
        options.add(option);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        home = Files.createTempDirectory("lakespan-hms-other");
        port = Relay.freePort();
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.writeString(conf.resolve("hive-site.xml"), xml(site()));
        Files.writeString(conf.resolve("core-site.xml"), xml(hadoop));
        process = new ProcessBuilder(command(conf))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log())
                .start();
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .until(this::listens);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        process.destroyForcibly().onExit().join();
        Folders.delete(home);
    }

    String uri() {
        return "thrift://localhost:" + port;
    }

    private List<String> command(Path conf) {
        StackContext artifacts = LocalStack.open(StackOptions.at(home)).context();
        List<Path> classPath = Stream.concat(
                        Stream.of(conf, own(ServerMain.class), artifacts.ownClasses()),
                        sets().stream().flatMap(set -> artifacts.files(set).stream()))
                .toList();
        return JavaCommand.of(ServerMain.class.getName(), classPath)
                .withOptions(options.toArray(String[]::new))
                .withOptions(
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Duser.timezone=UTC",
                        "-Dderby.system.home=" + home)
                .withArguments(Integer.toString(port))
                .toList();
    }

    /** What every version runs on. */
    private static Stream<String> shared() {
        return new HiveMetastore()
                .artifacts().stream()
                        .flatMap(set -> set.coordinates().stream())
                        .filter(each -> each.startsWith("org.apache.hadoop:") || each.startsWith("commons-"));
    }

    private List<ArtifactSet> sets() {
        return second ? List.of(HIVE_2, HIVE_2_EXPRESSIONS) : new HiveMetastore().artifacts();
    }

    private Map<String, String> site() {
        Map<String, String> all = new TreeMap<>(Map.of(
                "javax.jdo.option.ConnectionURL", "jdbc:derby:directory:" + home.resolve("db") + ";create=true",
                "hive.metastore.warehouse.dir", "s3a://lakehouse/warehouse",
                "hive.metastore.schema.verification", "false",
                "datanucleus.schema.autoCreateAll", "true",
                "datanucleus.autoStartMechanismMode", "ignored",
                "hive.metastore.disallow.incompatible.col.type.changes", "false",
                "fs.s3.impl", "io.lakespan.local.hms.NoOpFileSystem",
                "fs.s3a.impl", "io.lakespan.local.hms.NoOpFileSystem"));
        if (!second) {
            all.put("metastore.expression.proxy", "org.apache.hadoop.hive.metastore.DefaultPartitionExpressionProxy");
            all.put("metastore.task.threads.always", "org.apache.hadoop.hive.metastore.events.EventCleanerTask");
        }
        all.putAll(settings);
        return all;
    }

    private static String xml(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(each -> "<property><name>" + each.getKey() + "</name><value>" + each.getValue()
                        + "</value></property>\n")
                .collect(Collectors.joining("", "<configuration>\n", "</configuration>\n"));
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the metastore ended: " + Files.readString(log().toPath()));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private File log() {
        return home.resolve("server.log").toFile();
    }

    private static Path own(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
