package io.lakespan.local;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command, what its environment has besides the caller's, and where it runs. */
public record Launch(List<String> command, Map<String, String> environment, Path workingDirectory) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        requireNonNull(workingDirectory, "workingDirectory");
    }
}
