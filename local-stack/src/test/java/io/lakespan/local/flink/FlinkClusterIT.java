package io.lakespan.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakespan.local.ListeningSockets;
import io.lakespan.local.LocalStack;
import io.lakespan.local.PartStatus;
import io.lakespan.local.Progress;
import io.lakespan.local.StackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkClusterIT {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    static Path home;

    private static LocalStack stack;
    private static FlinkCluster cluster;

    @BeforeAll
    static void start() {
        stack = LocalStack.open(StackOptions.at(home.resolve("a home"))
                .withCache(Path.of("target", "cache"))
                .only(FlinkTaskManager.NAME)
                .withFreePorts());
        stack.up(Progress.silent());
        cluster = new FlinkCluster(stack.address(FlinkJobManager.NAME));
    }

    @AfterAll
    static void stop() {
        stack.down();
    }

    @Test
    void theTaskManagerOffersItsSlots() throws Exception {
        assertThat(cluster.get("/overview").get("slots-total").asInt()).isEqualTo(4);
    }

    @Test
    void everySocketListensOnTheLoopbackAddressAlone() {
        for (String part : List.of(FlinkJobManager.NAME, FlinkTaskManager.NAME)) {
            assertThat(ListeningSockets.of(pid(part))).isNotEmpty().allMatch(ListeningSockets::isLoopback);
        }
    }

    @Test
    void theWebInterfaceIsServedWithTheLogsOfItsOwnProcess() throws Exception {
        assertThat(cluster.page("/index.html")).contains("<flink-root>");
        assertThat(cluster.get("/jobmanager/logs").get("logs")).hasSize(1);
        assertThat(cluster.page("/jobmanager/logs/flink-jobmanager.log")).contains("Rest endpoint listening");
    }

    @Test
    void aSqlJobIsPlannedAndFinishes() throws Exception {
        String jar = cluster.upload(SqlJob.class);

        String job = run(jar, "{\"entryClass\": \"" + SqlJob.class.getName() + "\"}");

        await().atMost(LONG).until(() -> cluster.state(job), "FINISHED"::equals);
    }

    @Test
    void aJobOutlivesItsTaskManagerAndGoesOnFromItsSavepoint() throws Exception {
        String jar = cluster.upload(CountingJob.class);
        String entry = "\"entryClass\": \"" + CountingJob.class.getName() + "\"";
        String job = run(jar, "{" + entry + "}");
        await().atMost(LONG).until(() -> cluster.checkpoints(job, "completed") > 1);

        kill(FlinkTaskManager.NAME);
        stack.up(Progress.silent());
        await().atMost(LONG).until(() -> cluster.checkpoints(job, "restored") > 0);
        await().atMost(LONG).until(() -> cluster.state(job), "RUNNING"::equals);
        long taken = cluster.checkpoints(job, "completed");
        await().atMost(LONG).until(() -> cluster.checkpoints(job, "completed") > taken);

        String savepoint = stopWithSavepoint(job);
        assertThat(Path.of(savepoint.substring("file:".length()), "_metadata")).isNotEmptyFile();
        assertThat(cluster.state(job)).isEqualTo("FINISHED");

        String next = run(jar, "{" + entry + ", \"savepointPath\": \"" + savepoint + "\"}");
        await().atMost(LONG).until(() -> cluster.checkpoints(next, "completed") > 0);
        JsonNode restored = cluster.get("/jobs/" + next + "/checkpoints").at("/latest/restored");
        assertThat(restored.get("external_path").asText()).isEqualTo(savepoint);
        stopWithSavepoint(next);
    }

    @Test
    void aSecondUpLeavesBothProcessesAlone() {
        long jobManager = pid(FlinkJobManager.NAME);
        long taskManager = pid(FlinkTaskManager.NAME);

        stack.up(Progress.silent());

        assertThat(pid(FlinkJobManager.NAME)).isEqualTo(jobManager);
        assertThat(pid(FlinkTaskManager.NAME)).isEqualTo(taskManager);
    }

    @Test
    void aNewJobManagerGetsTheOldTaskManagerBack() throws Exception {
        long taskManager = pid(FlinkTaskManager.NAME);

        kill(FlinkJobManager.NAME);
        stack.up(Progress.silent());

        assertThat(pid(FlinkTaskManager.NAME)).isEqualTo(taskManager);
        assertThat(cluster.get("/overview").get("slots-total").asInt()).isEqualTo(4);
    }

    private static String run(String jar, String request) throws Exception {
        return cluster.post("/jars/" + jar + "/run", request).get("jobid").asText();
    }

    private static String stopWithSavepoint(String job) throws Exception {
        String trigger = cluster.post("/jobs/" + job + "/stop", "{\"drain\": false}")
                .get("request-id")
                .asText();
        String path = "/jobs/" + job + "/savepoints/" + trigger;
        await().atMost(LONG).until(() -> cluster.get(path).at("/status/id").asText(), "COMPLETED"::equals);
        await().atMost(LONG).until(() -> cluster.state(job), "FINISHED"::equals);
        return cluster.get(path).at("/operation/location").asText();
    }

    private static void kill(String part) {
        ProcessHandle process = ProcessHandle.of(pid(part)).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static long pid(String part) {
        return stack.status().stream()
                .filter(status -> status.part().equals(part))
                .map(PartStatus::pid)
                .findFirst()
                .orElseThrow()
                .orElseThrow();
    }
}
