package io.lakespan.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.AtlasUser;
import io.lakespan.app.fixture.CommandRun;
import io.lakespan.app.text.TextTable;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.local.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Atlas's own Hive import and Lakespan: the same tables of one metastore into one Atlas, under names of their own. */
class HiveImportBenchmark {
    private static final Path HOME =
            Path.of("target", "benchmark", "hive-import").toAbsolutePath();
    private static final Path FOLDER = HOME.resolve("benchmark");
    private static final int TABLES = Integer.getInteger("benchmark.tables", 300);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 2);
    private static final HiveTables WARM_UP = new HiveTables(List.of("warm_up"), 30, 10);
    private static final HiveTables MEASURED = new HiveTables(List.of("sales", "stock", "web"), TABLES / 3, 10);
    private static final TextTable FIGURES =
            new TextTable("WHAT", "BY", "ROUND", "SECONDS", "TABLES/S", "CALLS", "CALLS/TABLE");
    private static final List<String> CALLS = new ArrayList<>();
    private static LocalStack stack;
    private static AtlasMeter atlas;
    private static HiveBridge bridge;

    @BeforeAll
    static void tablesInTheMetastore() {
        CommandRun.in(HOME, "reset", "--yes");
        System.out.println(Machine.text());
        stack = LocalStack.open(StackOptions.at(HOME).withFreePorts().only("s3", "glue", "hms", "solr", "atlas"));
        stack.up(Progress.lines(System.out));
        Command.prepare(HOME);
        atlas = new AtlasMeter(URI.create(stack.address("atlas")));
        bridge = new HiveBridge(stack, FOLDER);
        WARM_UP.writeTo(URI.create(stack.address("hms")));
        MEASURED.writeTo(URI.create(stack.address("hms")));
    }

    @AfterAll
    static void figures() {
        System.out.println(FIGURES);
        CALLS.forEach(System.out::println);
        atlas.close();
        stack.down();
    }

    @Test
    void bothImportAllTablesAndThenNothing() {
        bridge.run(atlas.address(), "warm-bridge", WARM_UP.databases());
        lakespan("warm-lakespan", WARM_UP.databases());
        atlas.taken();
        for (int round = 1; round <= ROUNDS; round++) {
            // Who comes second finds a warmer Atlas with more in it.
            if (round % 2 == 1) {
                byBridge(round);
                byLakespan(round);
            } else {
                byLakespan(round);
                byBridge(round);
            }
        }
    }

    private static void byBridge(int round) {
        String namespace = "bridge" + round;
        note("first import", "hive-bridge", round, () -> bridge.run(atlas.address(), namespace, MEASURED.databases()));
        assertImported(namespace);
        note("unchanged", "hive-bridge", round, () -> bridge.run(atlas.address(), namespace, MEASURED.databases()));
    }

    private static void byLakespan(int round) {
        String namespace = "lakespan" + round;
        note("first import", "lakespan", round, () -> lakespan(namespace, MEASURED.databases()));
        assertImported(namespace);
        note("unchanged", "lakespan", round, () -> lakespan(namespace, MEASURED.databases()));
    }

    private static void lakespan(String namespace, List<String> databases) {
        Path config = FOLDER.resolve(namespace + ".yaml");
        configure(config, namespace);
        List<String> arguments = new ArrayList<>(List.of("sync", "apply", "--from", "hms", "--config"));
        arguments.addAll(List.of(config.toString(), "--profile", namespace));
        databases.forEach(database -> arguments.addAll(List.of("--only", database)));
        Command.run(HOME, arguments.toArray(String[]::new));
    }

    private static void configure(Path file, String namespace) {
        Path secrets = HOME.resolve("secrets");
        try {
            Files.writeString(file, """
                    profiles:
                      %s:
                        aws: {region: us-east-1, access-key-id: lakespan, secret-access-key: "${file:%s}"}
                        glue: {endpoint: "%s"}
                        s3: {endpoint: "%s", path-style-access: true}
                        hms: {uris: "%s"}
                        atlas: {url: "%s", user: admin, password: "${file:%s}", metadata-namespace: %1$s}
                        flink: {url: "http://127.0.0.1:9"}
                        warehouse: s3://lakehouse/warehouse
                    """.formatted(
                            namespace,
                            secrets.resolve(Secrets.S3_SECRET_KEY),
                            stack.address("glue"),
                            stack.address("s3"),
                            stack.address("hms"),
                            atlas.address(),
                            secrets.resolve(Secrets.ATLAS_PASSWORD)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void note(String what, String by, int round, Runnable work) {
        long began = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - began) / 1e9;
        SortedMap<String, Long> calls = atlas.taken();
        long sum = calls.values().stream().mapToLong(Long::longValue).sum();
        FIGURES.row(
                what,
                by,
                round,
                "%.1f".formatted(seconds),
                "%.1f".formatted(MEASURED.count() / seconds),
                sum,
                "%.2f".formatted((double) sum / MEASURED.count()));
        CALLS.add(what + " by " + by + ", round " + round + ": " + calls);
    }

    private static void assertImported(String namespace) {
        AtlasUser user = AtlasUser.of(stack);
        assertThat(MEASURED.databases().stream().flatMap(database -> Stream.of(
                                "events_0000", "events_%04d".formatted(MEASURED.tablesEach() - 1))
                        .map(table -> database + "." + table + "@" + namespace)))
                .allSatisfy(name -> assertThat(user.entity("hive_table", name)
                                .path("relationshipAttributes")
                                .path("columns"))
                        .hasSize(MEASURED.columns()));
    }
}
