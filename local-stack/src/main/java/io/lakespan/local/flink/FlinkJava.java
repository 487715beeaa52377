package io.lakespan.local.flink;

import io.lakespan.local.JavaCommand;
import io.lakespan.local.Launch;
import io.lakespan.local.StackContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private final Map<String, String> settings;

    FlinkJava(StackContext context, FlinkFiles files, Map<String, String> settings) {
        this.context = context;
        this.files = files;
        this.settings = Map.copyOf(settings);
    }

    Launch launch(List<String> jvmOptions, String mainClass, List<String> arguments) {
        List<String> command = JavaCommand.of(mainClass, context.files(FlinkArtifacts.CLUSTER))
                .withOptions(jvmOptions.toArray(String[]::new))
                .withOptions(opened())
                .withOptions(
                        "-Duser.timezone=UTC",
                        "-Djava.net.preferIPv4Stack=true",
                        "-Dlog.file=" + files.log(),
                        "-Dlog4j.configurationFile=" + files.logging())
                .withArguments(arguments.toArray(String[]::new))
                .withArguments("--configDir", files.conf().toString())
                .toList();
        return new Launch(command, environment(), files.work());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(context.awsEnvironment());
        environment.put("FLINK_CONF_DIR", files.conf().toString());
        environment.put("FLINK_PLUGINS_DIR", files.plugins().toString());
        // Newer SDKs add checksums by default that not every S3 server knows.
        environment.put("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required");
        environment.put("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        // Whoever compares this launch with that of a running process sees that its settings differ.
        environment.put("LAKESPAN_FLINK_SETTINGS", Integer.toHexString(settings.hashCode()));
        return environment;
    }

    private static String[] opened() {
        return OPENED.stream()
                .map(opened -> "--add-opens=java.base/" + opened + "=ALL-UNNAMED")
                .toArray(String[]::new);
    }
}
