package io.lakespan.local.flink;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.local.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How the memory of a TaskManager is divided, worked out by Flink's own tool as Flink's start scripts do.
 *
 * @param jvmOptions heap, direct memory and metaspace for the JVM
 * @param settings the same division as arguments for the TaskManager, which refuses to start without them
 */
record TaskManagerMemory(List<String> jvmOptions, List<String> settings) {
    private static final String MARK = "BASH_JAVA_UTILS_EXEC_RESULT:";

    TaskManagerMemory {
        jvmOptions = List.copyOf(jvmOptions);
        settings = List.copyOf(settings);
    }

    /** What the tool says, for {@link #parse}. */
    static String workOut(FlinkJava java) {
        Launch tool = java.launch(
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                "org.apache.flink.runtime.util.bash.BashJavaUtils",
                List.of("GET_TM_RESOURCE_PARAMS"));
        return output(tool);
    }

    /** Reads the two marked lines among the tool's log lines. */
    static TaskManagerMemory parse(String output) {
        List<String> results = output.lines()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()).trim())
                .toList();
        if (results.size() != 2) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "Cannot divide the memory of the Flink TaskManager: "
                            + output.lines().reduce((first, last) -> last).orElse("no output")
                            + "; check the taskmanager.memory settings");
        }
        return new TaskManagerMemory(words(results.get(0)), words(results.get(1)));
    }

    private static String output(Launch tool) {
        ProcessBuilder builder = new ProcessBuilder(tool.command())
                .directory(tool.workingDirectory().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(tool.environment());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    "Cannot run " + tool.command().get(0) + " to divide the memory of the Flink TaskManager: "
                            + e.getMessage() + "; check the Java installation",
                    e);
        }
    }

    private static List<String> words(String line) {
        return List.of(line.split("\\s+"));
    }
}
