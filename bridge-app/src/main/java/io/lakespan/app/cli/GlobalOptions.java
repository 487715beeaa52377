package io.lakespan.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options every command takes. */
final class GlobalOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder of the local stack and of Lakespan's state (default: ~/.lakespan).")
    private Path home = Path.of(System.getProperty("user.home"), ".lakespan");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Configuration (default: ./lakespan.yaml, then lakespan.yaml in the home).")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Profile of the configuration (default: its 'profile' key, then 'local').")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show stack traces and log lines.")
    private boolean verbose;

    static GlobalOptions of(CommandLine any) {
        return root(any).global;
    }

    static Lakespan root(CommandLine any) {
        CommandLine root = any;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root.getCommand();
    }

    Path home() {
        return home.toAbsolutePath().normalize();
    }

    Optional<Path> config() {
        return config;
    }

    Optional<String> profile() {
        return profile;
    }

    boolean verbose() {
        return verbose;
    }
}
