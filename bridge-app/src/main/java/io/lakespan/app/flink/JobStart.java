package io.lakespan.app.flink;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a job of an uploaded jar is started.
 *
 * @param savepoint where it goes on from
 * @param parallelism the default of its operators; what the job's main sets wins
 */
public record JobStart(String jarId, List<String> arguments, Optional<String> savepoint, OptionalInt parallelism) {
    public JobStart {
        requireNonNull(jarId, "jarId");
        arguments = List.copyOf(arguments);
        requireNonNull(savepoint, "savepoint");
        requireNonNull(parallelism, "parallelism");
    }
}
