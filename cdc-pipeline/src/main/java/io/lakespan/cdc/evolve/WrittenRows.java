package io.lakespan.cdc.evolve;

import io.lakespan.cdc.evolve.TableChange.Name;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which checkpoint the last rows of each table went into. */
final class WrittenRows {
    private final Set<Name> sinceCheckpoint = new HashSet<>();
    private final Map<Name, Mark> last = new HashMap<>();

    /** A checkpoint of a job; Iceberg's sink writes both into the snapshot that holds its rows. */
    record Mark(String job, long checkpoint) {
        boolean isOf(Map<String, String> summary) {
            return job.equals(summary.get("flink.job-id"))
                    && Long.parseLong(summary.getOrDefault("flink.max-committed-checkpoint-id", "-1")) >= checkpoint;
        }
    }

    void wrote(Name table) {
        sinceCheckpoint.add(table);
    }

    void checkpoint(Mark mark) {
        sinceCheckpoint.forEach(table -> last.put(table, mark));
        sinceCheckpoint.clear();
    }

    void restore(Name table, Mark mark) {
        last.merge(table, mark, (one, other) -> one.checkpoint() >= other.checkpoint() ? one : other);
    }

    Map<Name, Mark> marks() {
        return Map.copyOf(last);
    }

    boolean sinceCheckpoint(Name table) {
        return sinceCheckpoint.contains(table);
    }

    Optional<Mark> of(Name table) {
        return Optional.ofNullable(last.get(table));
    }
}
