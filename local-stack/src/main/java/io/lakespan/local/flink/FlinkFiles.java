package io.lakespan.local.flink;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.Folders;
import io.lakespan.local.StackContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The folders and files of one Flink process. */
final class FlinkFiles {
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

    Path checkpoints() {
        return context.data(part).resolve("checkpoints");
    }

    Path savepoints() {
        return context.data(part).resolve("savepoints");
    }

    Path memory() {
        return conf().resolve("memory.txt");
    }

    /** Writes the configuration and clears what a killed process has left in its working folder. */
    void write(Map<String, String> settings) {
        try {
            Folders.delete(work());
            for (Path folder : List.of(plugins(), work(), log().getParent())) {
                Files.createDirectories(folder);
            }
            Files.writeString(config(), yaml(settings));
            copyLogging();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    void writeMemory(String division) {
        try {
            Files.writeString(memory(), division);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    String readMemory() {
        try {
            return Files.readString(memory());
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    "Cannot read " + memory() + " (" + e + "): run `lakespan reset " + part + "`, then `lakespan up`",
                    e);
        }
    }

    private BridgeException unwritable(IOException cause) {
        return new BridgeException(
                ErrorCode.UNAVAILABLE,
                "Cannot write what Flink needs in " + conf() + " and " + context.data(part) + " (" + cause
                        + "): free disk space or give another home with --home",
                cause);
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
