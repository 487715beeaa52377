package io.lakespan.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakespan.local.ArtifactSet;
import io.lakespan.local.Launch;
import io.lakespan.local.Part;
import io.lakespan.local.StackContext;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The one TaskManager of the local Flink session cluster.
 *
 * <p>It carries the same id in every life, so that a new process takes the place of a killed one at once and its jobs
 * go on from their last checkpoint. It connects to the JobManager whenever that comes up, and again after it was gone.
 */
public final class FlinkTaskManager implements Part {
    static final String NAME = "flink-taskmanager";
    static final String RESOURCE_ID = "lakespan-taskmanager";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> ports() {
        return List.of();
    }

    @Override
    public Set<String> after() {
        return Set.of(FlinkJobManager.NAME);
    }

    @Override
    public List<ArtifactSet> artifacts() {
        return List.of(FlinkArtifacts.CLUSTER);
    }

    @Override
    public void prepare(StackContext context) {
        FlinkFiles files = new FlinkFiles(context, NAME);
        files.write(FlinkSettings.taskManager(context, files));
        files.writeMemory(TaskManagerMemory.workOut(java(context, files)));
    }

    @Override
    public Launch launch(StackContext context) {
        FlinkFiles files = new FlinkFiles(context, NAME);
        TaskManagerMemory memory = TaskManagerMemory.parse(files.readMemory());
        return java(context, files)
                .launch(
                        memory.jvmOptions(),
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        memory.settings());
    }

    /** Registered with slots, and heard of since this start: the JobManager shows a killed one for some seconds. */
    @Override
    public boolean healthy(StackContext context) {
        Instant startedAt = startedAt(context);
        return FlinkRest.get(context.port("flink.port"), "/taskmanagers").stream()
                .flatMap(answer ->
                        StreamSupport.stream(answer.path("taskmanagers").spliterator(), false))
                .filter(registered -> RESOURCE_ID.equals(registered.path("id").asText()))
                .filter(registered -> registered.path("slotsNumber").asInt() > 0)
                .anyMatch(registered -> lastHeartbeat(registered).isAfter(startedAt));
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(120);
    }

    @Override
    public String address(StackContext context) {
        return "http://127.0.0.1:" + context.port("flink.port") + "/#/task-manager/" + RESOURCE_ID + "/metrics";
    }

    private static FlinkJava java(StackContext context, FlinkFiles files) {
        return new FlinkJava(context, files, FlinkSettings.taskManager(context, files));
    }

    // Flink names the field so, and puts the time of the last heartbeat in it.
    private static Instant lastHeartbeat(JsonNode registered) {
        return Instant.ofEpochMilli(registered.path("timeSinceLastHeartbeat").asLong());
    }

    // The configuration is written anew at each start.
    private static Instant startedAt(StackContext context) {
        try {
            return Files.getLastModifiedTime(new FlinkFiles(context, NAME).config())
                    .toInstant();
        } catch (IOException e) {
            return Instant.MAX;
        }
    }
}
