package io.lakespan.local.flink;

import io.lakespan.local.Launch;
import io.lakespan.local.StackContext;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The command and environment of a JVM that runs one of Flink's entry points. */
final class FlinkJava {
    // Flink, Kryo and Hadoop look into these by reflection.
    private static final List<String> OPENED = List.of(
            "java.io",
            "java.lang",
            "java.lang.reflect",
            "java.net",
            "java.nio",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "sun.nio.ch");

    private final StackContext context;
    private final FlinkFiles files;

    FlinkJava(StackContext context, FlinkFiles files) {
        this.context = context;
        this.files = files;
    }

    Launch launch(List<String> jvmOptions, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        OPENED.forEach(opened -> command.addAll(List.of("--add-opens", "java.base/" + opened + "=ALL-UNNAMED")));
        command.add("-Duser.timezone=UTC");
        command.add("-Djava.net.preferIPv4Stack=true");
        command.add("-Dlog.file=" + files.log());
        command.add("-Dlog4j.configurationFile=" + files.logging());
        command.add(mainClass);
        command.addAll(arguments);
        command.addAll(List.of("--configDir", files.conf().toString()));
        return new Launch(command, environment(), files.work());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("CLASSPATH", classPath());
        environment.put("FLINK_CONF_DIR", files.conf().toString());
        environment.put("FLINK_PLUGINS_DIR", files.plugins().toString());
        Path aws = context.conf("aws");
        environment.put(
                "AWS_SHARED_CREDENTIALS_FILE", aws.resolve("credentials").toString());
        environment.put("AWS_CONFIG_FILE", aws.resolve("config").toString());
        environment.put("AWS_REGION", "us-east-1");
        // Newer SDKs add checksums by default that not every S3 server knows.
        environment.put("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required");
        environment.put("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        return environment;
    }

    private String classPath() {
        return context.files(FlinkArtifacts.CLUSTER).stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
