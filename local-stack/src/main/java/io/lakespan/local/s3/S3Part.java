package io.lakespan.local.s3;

import io.lakespan.local.ArtifactSet;
import io.lakespan.local.JavaCommand;
import io.lakespan.local.Launch;
import io.lakespan.local.Part;
import io.lakespan.local.PrivateFiles;
import io.lakespan.local.Probes;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackContext;
import io.lakespan.local.Versions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An S3 server on the local disk, with the bucket of the warehouse. */
public final class S3Part implements Part {
    private static final String NAME = "s3";
    private static final String PORT = "s3.port";
    private static final String ACCESS_KEY = "lakespan";
    private static final String BUCKET = "lakehouse";
    // Its Jackson 3 needs newer annotations than those that its Jackson 2 brings and Maven would pick.
    private static final ArtifactSet SERVER = ArtifactSet.classPath(
            "org.gaul:s3proxy:" + Versions.of("s3proxy"),
            "com.fasterxml.jackson.core:jackson-annotations:" + Versions.of("s3proxy-jackson-annotations"));

    // Without this every request writes some hundred lines.
    private static final String LOGGING = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %logger{30} %msg%n</pattern></encoder>
              </appender>
              <logger name="org.gaul.s3proxy" level="INFO"/>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

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
        try {
            Files.createDirectories(context.data(NAME).resolve(BUCKET));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PrivateFiles.write(configuration(context), properties(context));
        PrivateFiles.write(logging(context), LOGGING);
    }

    @Override
    public Launch launch(StackContext context) {
        List<String> command = JavaCommand.of("org.gaul.s3proxy.Main", context.files(SERVER))
                .withOptions("-Xmx256m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=" + logging(context))
                .withArguments("--properties", configuration(context).toString())
                .toList();
        return new Launch(command, Map.of(), context.data(NAME));
    }

    @Override
    public boolean healthy(StackContext context) {
        return Probes.httpStatus(URI.create(address(context))).orElse(500) < 500;
    }

    @Override
    public String address(StackContext context) {
        return "http://127.0.0.1:" + context.port(PORT);
    }

    private static Path configuration(StackContext context) {
        return context.conf(NAME).resolve("s3proxy.properties");
    }

    private static Path logging(StackContext context) {
        return context.conf(NAME).resolve("logback.xml");
    }

    private String properties(StackContext context) {
        return """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                # Trino and newer SDKs send headers that the server does not know.
                s3proxy.ignore-unknown-headers=true
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(address(context), ACCESS_KEY, context.secret(Secrets.S3_SECRET_KEY), context.data(NAME));
    }
}
