package io.lakespan.hms;

import io.lakespan.local.Folders;
import io.lakespan.local.LocalStack;
import io.lakespan.local.PartStatus;
import io.lakespan.local.Progress;
import io.lakespan.local.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The Hive Metastore of a local stack of its own: a real process, started for one test class. */
final class LocalHms implements BeforeAllCallback, AfterAllCallback {
    private Path home;
    private LocalStack stack;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        home = Files.createTempDirectory("lakespan-hms-sync");
        stack = LocalStack.open(StackOptions.at(home).withFreePorts().only("hms"));
        up();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        stack.down();
        Folders.delete(home);
    }

    void up() {
        stack.up(Progress.silent());
    }

    /** As a machine that loses power. */
    void kill() {
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    HmsConfig config() {
        return HmsConfig.of(stack.address("hms"));
    }

    int port() {
        return stack.port("hms.port");
    }

    /** A name that no other test uses. */
    static String unique(String prefix) {
        return prefix
                + UUID.randomUUID()
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .replace("-", "")
                        .substring(0, 10);
    }

    private long pid() {
        return stack.status().stream()
                .filter(status -> status.part().equals("hms"))
                .map(PartStatus::pid)
                .findFirst()
                .orElseThrow()
                .orElseThrow();
    }
}
