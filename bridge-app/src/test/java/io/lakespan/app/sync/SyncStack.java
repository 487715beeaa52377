package io.lakespan.app.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.AtlasUser;
import io.lakespan.app.fixture.CommandRun;
import io.lakespan.app.fixture.GlueEngine;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.StackOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The parts of the stack a sync needs, an engine at Glue and somebody at Atlas. */
final class SyncStack implements BeforeAllCallback, AfterAllCallback {
    private final Path home;
    private LocalStack stack;
    private GlueEngine engine;
    private AtlasUser atlas;

    SyncStack(String name) {
        this.home = Path.of("target", name).toAbsolutePath();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // A run that was cut short leaves its data behind.
        CommandRun.in(home, "reset", "--yes");
        stack = LocalStack.open(StackOptions.at(home).withFreePorts().only("s3", "glue", "hms", "solr", "atlas"));
        stack.up(Progress.lines(System.out));
        engine = new GlueEngine(stack);
        atlas = AtlasUser.of(stack);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        engine.close();
        stack.down();
    }

    CommandRun command(String... arguments) {
        return CommandRun.in(home, arguments);
    }

    /** A pass in which everything is done. */
    void apply() {
        CommandRun run = command("sync", "apply");
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }

    void nothingIsLeftToDo() {
        CommandRun plan = command("sync", "plan");
        assertThat(plan.out()).contains("Plan: nothing to do");
        assertThat(plan.status()).isZero();
    }

    LocalStack stack() {
        return stack;
    }

    GlueEngine engine() {
        return engine;
    }

    AtlasUser atlas() {
        return atlas;
    }

    Path home() {
        return home;
    }
}
