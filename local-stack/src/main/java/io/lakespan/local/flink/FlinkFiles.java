package io.lakespan.local.flink;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.StackContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Collectors;

/** The folders and files of one Flink process. */
final class FlinkFiles {
    private static final String SHARED_DATA = "flink";

    private final StackContext context;
    private final String part;

    FlinkFiles(StackContext context, String part) {
        this.context = context;
        this.part = part;
    }

    Path conf() {
        return context.conf(part);
    }

    Path config() {
        return conf().resolve("config.yaml");
    }

    Path logging() {
        return conf().resolve("log4j2.properties");
    }

    Path plugins() {
        return conf().resolve("plugins");
    }

    Path work() {
        return context.data(part).resolve("work");
    }

    Path uploads() {
        return context.data(part).resolve("uploads");
    }

    Path log() {
        return context.data(part).resolve("log").resolve(part + ".log");
    }

    // Both processes read and write these, so they belong to neither.
    Path checkpoints() {
        return context.data(SHARED_DATA).resolve("checkpoints");
    }

    Path savepoints() {
        return context.data(SHARED_DATA).resolve("savepoints");
    }

    void write(Map<String, String> settings) {
        try {
            for (Path folder : new Path[] {conf(), plugins(), work(), uploads(), checkpoints(), savepoints()}) {
                Files.createDirectories(folder);
            }
            Files.createDirectories(log().getParent());
            Files.writeString(config(), yaml(settings));
            copyLogging();
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    "Cannot write the Flink configuration in " + conf() + ": " + e.getMessage()
                            + "; free disk space or give another home with --home",
                    e);
        }
    }

    private void copyLogging() throws IOException {
        try (InputStream logging = FlinkFiles.class.getResourceAsStream("log4j2.properties")) {
            Files.copy(logging, logging(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String yaml(Map<String, String> settings) {
        return settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting -> setting.getKey() + ": " + quoted(setting.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
