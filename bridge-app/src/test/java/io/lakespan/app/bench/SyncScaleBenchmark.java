package io.lakespan.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.CommandRun;
import io.lakespan.app.fixture.GlueEngine;
import io.lakespan.app.text.TextTable;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.StackOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A first plan of 10,000 tables in Glue, and a pass over tables that are all in Atlas already. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SyncScaleBenchmark {
    private static final Path HOME =
            Path.of("target", "benchmark", "sync-scale").toAbsolutePath();
    private static final int DATABASES = 20;
    private static final GlueLake LAKE = new GlueLake(
            DATABASES,
            Integer.getInteger("benchmark.tables", 10_000),
            Integer.getInteger("benchmark.iceberg-tables", 500),
            20);
    private static final int IMPORTED = Integer.getInteger("benchmark.imported", 1_000);
    private static final TextTable FIGURES = new TextTable("STEP", "TABLES", "SECONDS", "LIVE HEAP", "CALLS");
    private static final String CALLS = "Calls: ";
    private static LocalStack stack;

    @BeforeAll
    static void aFullGlueAndAnEmptyAtlas() {
        CommandRun.in(HOME, "reset", "--yes");
        System.out.println(Machine.text());
        stack = LocalStack.open(StackOptions.at(HOME).withFreePorts().only("s3", "glue", "hms", "solr", "atlas"));
        stack.up(Progress.lines(System.out));
        Command.prepare(HOME);
        long began = System.nanoTime();
        try (GlueEngine engine = new GlueEngine(stack)) {
            LAKE.writeTo(engine);
        }
        System.out.printf("wrote %s in %.0f s%n", LAKE, (System.nanoTime() - began) / 1e9);
    }

    @AfterAll
    static void figures() {
        System.out.println(FIGURES);
        stack.down();
    }

    @Test
    @Order(1)
    void theFirstPlanTakesLessThanAMinuteAndAGibibyte() {
        Command plan = Command.run(HOME, "sync", "plan");
        note("first plan", LAKE.tables(), plan);
        assertThat(plan.line("Plan: ")).contains(LAKE.tables() + DATABASES + " to create");
        assertThat(plan.seconds()).isLessThan(60);
    }

    @Test
    @Order(2)
    void theImportMissesNothing() {
        Command apply = Command.run(HOME, selected("apply"));
        note("import", imported(), apply);
        assertThat(apply.line("Applied: ")).contains("0 failed");
    }

    @Test
    @Order(3)
    void anEmptyPassTakesLessThanTenSeconds() {
        Command settle = Command.run(HOME, selected("apply"));
        note("first pass after the import", imported(), settle);
        Command empty = Command.run(HOME, selected("apply"));
        note("empty pass", imported(), empty);
        assertThat(empty.out()).contains("0 created, 0 updated, 0 written back, 0 renamed, 0 dropped, 0 failed");
        assertThat(empty.seconds()).isLessThan(10);
    }

    private static void note(String step, int tables, Command command) {
        FIGURES.row(
                step,
                tables,
                "%.1f".formatted(command.seconds()),
                command.heap().live() + " MiB",
                command.line(CALLS).substring(CALLS.length()));
    }

    private static String[] selected(String command) {
        List<String> arguments = new ArrayList<>(List.of("sync", command));
        IntStream.range(0, importedDatabases())
                .forEach(number -> arguments.addAll(Arrays.asList("--only", LAKE.database(number))));
        return arguments.toArray(String[]::new);
    }

    private static int importedDatabases() {
        return Math.max(1, Math.min(DATABASES, IMPORTED / LAKE.tablesEach()));
    }

    private static int imported() {
        return importedDatabases() * LAKE.tablesEach();
    }
}
