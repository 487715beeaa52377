package io.lakespan.app.cli;

import java.util.List;

/** What of the log a person sees: warnings of Lakespan's own, everything with {@code --verbose}. */
final class LogSettings {
    private LogSettings() {}

    /** Must run before the first logger is made. */
    static void apply(String... arguments) {
        boolean verbose = List.of(arguments).contains("--verbose");
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", verbose ? "info" : "error");
        System.setProperty("org.slf4j.simpleLogger.log.io.lakespan", verbose ? "debug" : "warn");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "HH:mm:ss.SSS");
    }
}
