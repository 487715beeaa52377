package io.lakespan.app.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakespan.app.cli.Lakespan;
import io.lakespan.app.fixture.CommandRun;
import io.lakespan.glue.GlueConfig;
import io.lakespan.glue.GlueMetadataCatalog;
import io.lakespan.hms.HmsConfig;
import io.lakespan.hms.HmsMetadataCatalog;
import io.lakespan.local.PartStatus;
import io.lakespan.local.Progress;
import io.lakespan.local.Secrets;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Versioned;
import io.lakespan.spi.MetadataCatalog;
import io.lakespan.testkit.FaultyGlueLink;
import io.lakespan.testkit.FaultyGlueLink.Call;
import io.lakespan.testkit.FaultyGlueLink.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Everything that can break while a pass is under way breaks; nothing is lost, dropped wrongly or doubled. */
class SyncFaultsIT {
    @RegisterExtension
    static final SyncStack STACK = new SyncStack("sync-faults");

    private static final int DATABASES = 3;
    private static final int TABLES = 6;
    private static final Function<Call, Fault> SOUND = call -> Fault.NONE;
    private static final AtomicReference<Function<Call, Fault>> FAULTS = new AtomicReference<>(SOUND);
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static FaultyGlueLink link;
    private static Path config;
    private static MetadataCatalog glue;
    private static MetadataCatalog hive;

    @BeforeAll
    static void tablesInGlueBehindABadLink() throws IOException {
        link = new FaultyGlueLink(URI.create(STACK.stack().address("glue")), call -> {
            CALLS.incrementAndGet();
            return FAULTS.get().apply(call);
        });
        config = STACK.home().resolve("lakespan.yaml");
        Files.writeString(config, profile());
        String secret = STACK.stack().secret(Secrets.S3_SECRET_KEY);
        glue = GlueMetadataCatalog.open(GlueConfig.of("us-east-1")
                .withEndpoint(URI.create(STACK.stack().address("glue")))
                .withCredentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("lakespan", secret))));
        hive = HmsMetadataCatalog.open(HmsConfig.of(STACK.stack().address("hms")));
        for (int i = 0; i < DATABASES; i++) {
            glue.put(Database.of("f" + i), Expected.absent());
        }
        all().forEach(ref -> glue.put(table(ref), Expected.absent()));
        hive.put(Database.of("h0").withLocation("s3://lakehouse/h0"), Expected.absent());
        hiveTables().forEach(ref -> hive.put(table(ref), Expected.absent()));
        assertThat(apply().status()).isZero();
        assertThat(apply("--from", "hms").status()).isZero();
    }

    @AfterAll
    static void close() {
        link.close();
        glue.close();
        hive.close();
    }

    @AfterEach
    void mendTheLink() {
        FAULTS.set(SOUND);
    }

    @Test
    void aSyncKilledAtTwentyPointsLosesNothing() throws Exception {
        Random random = new Random(11);
        List<TableRef> tables = all();
        for (int i = 0; i < 20; i++) {
            TableRef onTheLeft = tables.get(i % tables.size());
            TableRef onTheRight = tables.get((i + 7) % tables.size());
            edit(glue, onTheLeft, found -> found.withDescription(Optional.of("left of " + onTheLeft)));
            STACK.atlas().edit(guid(onTheRight), "owner", "owner-of-" + onTheRight.name());
            killedAfter(random.nextInt(30), random.nextInt(600));
        }
        settles();
        for (TableRef ref : tables) {
            Table there = find(glue, ref);
            assertThat(there.description()).contains("left of " + ref);
            assertThat(there.owner()).contains("owner-of-" + ref.name());
            assertThat(attribute(ref, "description")).isEqualTo("left of " + ref);
            assertThat(attribute(ref, "owner")).isEqualTo("owner-of-" + ref.name());
        }
        assertThat(command("sync", "conflicts", "list").out()).contains("No conflicts");
        assertThat(command("sync", "history").out()).contains("interrupted");
    }

    @Test
    void atlasKilledInTheMiddle() {
        all().forEach(ref -> edit(glue, ref, found -> found.withDescription(Optional.of("while Atlas died"))));
        CompletableFuture<CommandRun> pass = CompletableFuture.supplyAsync(SyncFaultsIT::apply);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .until(() -> pass.isDone()
                        || all().stream()
                                .anyMatch(ref -> attribute(ref, "description").equals("while Atlas died")));
        kill("atlas");
        CommandRun broken = pass.join();
        assertThat(broken.status()).as(broken.out() + broken.err()).isEqualTo(10);
        STACK.stack().up(Progress.silent());
        settles();
        assertThat(all())
                .allSatisfy(ref -> assertThat(attribute(ref, "description")).isEqualTo("while Atlas died"));
    }

    @Test
    void glueKilledInTheMiddle() {
        all().forEach(ref -> STACK.atlas().edit(guid(ref), "owner", "late"));
        CompletableFuture<CommandRun> pass = CompletableFuture.supplyAsync(SyncFaultsIT::apply);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .until(() -> pass.isDone()
                        || all().stream()
                                .anyMatch(ref -> find(glue, ref).owner().equals(Optional.of("late"))));
        kill("glue");
        CommandRun broken = pass.join();
        assertThat(broken.status()).as(broken.out() + broken.err()).isIn(0, 5, 10);
        STACK.stack().up(Progress.silent());
        settles();
        assertThat(all()).allSatisfy(ref -> assertThat(find(glue, ref).owner()).contains("late"));
    }

    @Test
    void theMetastoreKilledInTheMiddle() {
        hiveTables().forEach(ref -> STACK.atlas().edit(guid(ref), "owner", "late"));
        CompletableFuture<CommandRun> pass = CompletableFuture.supplyAsync(() -> apply("--from", "hms"));
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .until(() -> pass.isDone()
                        || hiveTables().stream()
                                .anyMatch(ref -> find(hive, ref).owner().equals(Optional.of("late"))));
        kill("hms");
        CommandRun broken = pass.join();
        assertThat(broken.status()).as(broken.out() + broken.err()).isIn(0, 5, 10);
        STACK.stack().up(Progress.silent());
        settles("--from", "hms");
        assertThat(hiveTables())
                .allSatisfy(ref -> assertThat(find(hive, ref).owner()).contains("late"));
    }

    @Test
    void aThirdOfAllGlueCallsThrottled() {
        Random random = new Random(5);
        all().forEach(ref -> edit(glue, ref, found -> found.withDescription(Optional.of("despite throttling"))));
        all().forEach(ref -> STACK.atlas().edit(guid(ref), "owner", "patient"));
        FAULTS.set(call -> {
            synchronized (random) {
                return random.nextInt(3) == 0 ? Fault.THROTTLED : Fault.NONE;
            }
        });
        CommandRun run = apply();
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        FAULTS.set(SOUND);
        nothingIsLeftToDo();
        assertThat(all()).allSatisfy(ref -> {
            assertThat(attribute(ref, "description")).isEqualTo("despite throttling");
            assertThat(find(glue, ref).owner()).contains("patient");
        });
    }

    @Test
    void theAnswerOfEveryFirstWriteLostAfterItTookEffect() {
        all().forEach(ref -> STACK.atlas().edit(guid(ref), "owner", "unheard"));
        Set<String> lost = Collections.synchronizedSet(new HashSet<>());
        FAULTS.set(
                call -> call.action().equals("UpdateTable") && lost.add(call.body()) ? Fault.ANSWER_LOST : Fault.NONE);
        CommandRun run = apply();
        assertThat(lost).hasSizeGreaterThanOrEqualTo(all().size());
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        FAULTS.set(SOUND);
        nothingIsLeftToDo();
        assertThat(all()).allSatisfy(ref -> assertThat(find(glue, ref).owner()).contains("unheard"));
    }

    @Test
    void halfOfTheDatabasesUnreadable() {
        TableRef gone = TableRef.of("f2", "gone");
        glue.put(table(gone), Expected.absent());
        settles();
        glue.drop(gone, glue.find(gone).orElseThrow().version());
        FAULTS.set(
                call -> call.action().equals("GetTables") && !call.body().contains("f2") ? Fault.DENIED : Fault.NONE);
        CommandRun run = apply();
        assertThat(run.status()).as(run.out()).isEqualTo(10);
        assertThat(run.out()).contains("UNDECIDED", "f0", "f1", "1 dropped");
        assertThat(activeTables("f0")).hasSize(TABLES);
        assertThat(activeTables("f1")).hasSize(TABLES);
        assertThat(activeTables("f2")).hasSize(TABLES).doesNotContain("gone");
        FAULTS.set(SOUND);
        settles();
    }

    @Test
    void aListingCutShortAfterItsFirstPage() {
        glue.put(Database.of("big"), Expected.absent());
        List<TableRef> many = IntStream.range(0, 110)
                .mapToObj(i -> TableRef.of("big", "t%03d".formatted(i)))
                .toList();
        many.forEach(ref -> glue.put(table(ref), Expected.absent()));
        settles();
        FAULTS.set(call ->
                call.action().equals("GetTables") && call.body().contains("NextToken") ? Fault.DENIED : Fault.NONE);
        CommandRun run = apply("--allow-drops", "1000");
        assertThat(run.out()).contains("UNDECIDED").contains("0 dropped");
        assertThat(activeTables("big")).hasSize(many.size());
        FAULTS.set(SOUND);
        nothingIsLeftToDo();
    }

    @Test
    void twoSyncsAtOnce() throws Exception {
        all().forEach(ref -> edit(glue, ref, found -> found.withDescription(Optional.of("once"))));
        Process other = start("sync", "apply");
        List<Integer> statuses = new ArrayList<>();
        while (other.isAlive()) {
            statuses.add(apply().status());
        }
        statuses.add(other.waitFor());
        assertThat(statuses).contains(0).allMatch(status -> status == 0 || status == 6);
        settles();
        assertThat(all())
                .allSatisfy(ref -> assertThat(attribute(ref, "description")).isEqualTo("once"));
    }

    /** Kills the sync once it made so many calls to Glue and so much time went by, or let it end. */
    private static void killedAfter(int calls, int millis) throws IOException, InterruptedException {
        int before = CALLS.get();
        Process sync = start("sync", "apply");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !sync.isAlive() || CALLS.get() - before > calls);
        if (!sync.waitFor(millis, TimeUnit.MILLISECONDS)) {
            sync.destroyForcibly().waitFor();
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Lakespan.class.getName()));
        command.addAll(List.of("--home", STACK.home().toString(), "--config", config.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(STACK.home().resolve("sync.log").toFile())
                .start();
    }

    private static void settles(String... options) {
        for (int i = 0; i < 2; i++) {
            apply(options);
        }
        CommandRun last = apply(options);
        assertThat(last.status()).as(last.out() + last.err()).isZero();
        nothingIsLeftToDo(options);
    }

    private static void nothingIsLeftToDo(String... options) {
        CommandRun plan = command(
                Stream.concat(Stream.of("sync", "plan"), Stream.of(options)).toArray(String[]::new));
        assertThat(plan.out()).as(plan.err()).contains("Plan: nothing to do");
    }

    private static CommandRun apply(String... options) {
        return command(
                Stream.concat(Stream.of("sync", "apply"), Stream.of(options)).toArray(String[]::new));
    }

    private static CommandRun command(String... arguments) {
        return STACK.command(Stream.concat(Stream.of("--config", config.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    /** With signal 9, until it is gone. */
    private static void kill(String part) {
        long pid = STACK.stack().status().stream()
                .filter(status -> status.part().equals(part))
                .map(PartStatus::pid)
                .findFirst()
                .orElseThrow()
                .orElseThrow();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static String profile() {
        Path secrets = STACK.home().resolve("secrets");
        return """
                profile: faulty
                profiles:
                  faulty:
                    aws.region: us-east-1
                    aws.access-key-id: lakespan
                    aws.secret-access-key: ${file:%s}
                    glue.endpoint: %s
                    s3.endpoint: http://127.0.0.1:%d
                    s3.path-style-access: true
                    hms.uris: %s
                    atlas.url: %s
                    atlas.user: admin
                    atlas.password: ${file:%s}
                    atlas.metadata-namespace: lakespan
                    flink.url: http://127.0.0.1:1
                    warehouse: s3://lakehouse/warehouse
                """.formatted(
                        secrets.resolve("s3.secret-key"),
                        link.address(),
                        STACK.stack().port("s3.port"),
                        STACK.stack().address("hms"),
                        STACK.stack().address("atlas"),
                        secrets.resolve("atlas.password"));
    }

    private static List<TableRef> all() {
        return IntStream.range(0, DATABASES * TABLES)
                .mapToObj(i -> TableRef.of("f" + i % DATABASES, "t" + i / DATABASES))
                .toList();
    }

    private static List<TableRef> hiveTables() {
        return IntStream.range(0, TABLES)
                .mapToObj(i -> TableRef.of("h0", "t" + i))
                .toList();
    }

    private static Table table(TableRef ref) {
        return Table.of(ref, TableFormat.HIVE, Schema.of(Column.of("id", "bigint"), Column.of("name", "string")))
                .withLocation(Optional.of("s3://lakehouse/" + ref.database() + "/" + ref.name()));
    }

    private static void edit(MetadataCatalog catalog, TableRef ref, UnaryOperator<Table> change) {
        Versioned<Table> found = catalog.find(ref).orElseThrow();
        catalog.put(change.apply(found.value()), Expected.at(found.version()));
    }

    private static Table find(MetadataCatalog catalog, TableRef ref) {
        return catalog.find(ref).orElseThrow().value();
    }

    private static String guid(TableRef ref) {
        return STACK.atlas().guid("hive_table", ref + "@lakespan");
    }

    private static String attribute(TableRef ref, String name) {
        return STACK.atlas()
                .entity("hive_table", ref + "@lakespan")
                .path("attributes")
                .path(name)
                .asText();
    }

    private static List<String> activeTables(String database) {
        List<String> names = new ArrayList<>();
        JsonNode tables = STACK.atlas()
                .entity("hive_db", database + "@lakespan")
                .path("relationshipAttributes")
                .path("tables");
        for (JsonNode one : tables) {
            if (one.path("entityStatus").asText().equals("ACTIVE")) {
                names.add(one.path("displayText").asText());
            }
        }
        return names;
    }
}
