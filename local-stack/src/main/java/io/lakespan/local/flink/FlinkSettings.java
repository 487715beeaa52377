package io.lakespan.local.flink;

import io.lakespan.local.StackContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of the local cluster, in Flink's own keys. */
final class FlinkSettings {
    private static final String LOOPBACK = "127.0.0.1";

    private FlinkSettings() {}

    static Map<String, String> jobManager(StackContext context, FlinkFiles files) {
        Map<String, String> settings = common(context, files);
        settings.put("rest.bind-address", LOOPBACK);
        settings.put("rest.bind-port", port(context, "flink.port"));
        settings.put("web.submit.enable", "true");
        settings.put("web.upload.dir", files.uploads().toString());
        settings.put("web.tmpdir", files.work().toString());
        // Flink's default lets a page of any origin read the answers.
        settings.put("web.access-control-allow-origin", "http://" + LOOPBACK + ":" + port(context, "flink.port"));
        settings.put("jobstore.expiration-time", "604800");
        settings.put("jobstore.max-capacity", "200");
        settings.putAll(jobs(files));
        return settings;
    }

    static Map<String, String> taskManager(StackContext context, FlinkFiles files) {
        Map<String, String> settings = common(context, files);
        settings.put("taskmanager.resource-id", FlinkTaskManager.RESOURCE_ID);
        settings.put("taskmanager.host", LOOPBACK);
        settings.put("taskmanager.bind-host", LOOPBACK);
        settings.put("taskmanager.numberOfTaskSlots", "4");
        settings.put("taskmanager.memory.process.size", "1920m");
        settings.put("taskmanager.memory.managed.size", "192m");
        settings.put("taskmanager.memory.task.off-heap.size", "64m");
        settings.put("taskmanager.memory.jvm-metaspace.size", "448m");
        return settings;
    }

    private static Map<String, String> common(StackContext context, FlinkFiles files) {
        Map<String, String> settings = new HashMap<>();
        settings.put("jobmanager.rpc.address", LOOPBACK);
        settings.put("jobmanager.rpc.port", port(context, "flink.rpc-port"));
        settings.put("jobmanager.bind-host", LOOPBACK);
        settings.put("rest.address", LOOPBACK);
        settings.put("rest.port", port(context, "flink.port"));
        settings.put("io.tmp.dirs", files.work().toString());
        // A refused connection shows a killed process after two intervals; the timeout only has to outlast a pause.
        settings.put("heartbeat.interval", "2000");
        settings.put("heartbeat.rpc-failure-threshold", "2");
        settings.put("heartbeat.timeout", "15000");
        // Libraries of a finished job keep threads that still ask for its class loader.
        settings.put("classloader.check-leaked-classloader", "false");
        return settings;
    }

    private static Map<String, String> jobs(FlinkFiles files) {
        return Map.of(
                "state.backend.type", "hashmap",
                "execution.checkpointing.dir", uri(files.checkpoints()),
                "execution.checkpointing.savepoint-dir", uri(files.savepoints()),
                "execution.checkpointing.num-retained", "3",
                "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION",
                "restart-strategy.type", "exponential-delay",
                "restart-strategy.exponential-delay.initial-backoff", "1 s",
                "restart-strategy.exponential-delay.max-backoff", "30 s",
                "restart-strategy.exponential-delay.reset-backoff-threshold", "5 min");
    }

    // Flink takes what follows the scheme as it is: an escaped blank would name another folder.
    private static String uri(Path folder) {
        return "file://" + folder;
    }

    private static String port(StackContext context, String name) {
        return Integer.toString(context.port(name));
    }
}
