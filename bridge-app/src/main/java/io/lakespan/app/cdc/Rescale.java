package io.lakespan.app.cdc;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A job that is to go on with another parallelism.
 *
 * @param file its definition, as its main runs again
 */
public record Rescale(String job, int parallelism, Path file, Slots slots) {
    public Rescale {
        requireNonNull(job, "job");
        requireNonNull(file, "file");
        requireNonNull(slots, "slots");
    }

    /** Where the slots come from. */
    public enum Slots {
        /** They are there already, or the job would wait for them. */
        COUNTED,
        /** The cluster starts TaskManagers when a job asks for slots, as on YARN and Kubernetes. */
        ON_DEMAND
    }

    /** Told what cannot be taken back any more. */
    public interface Listener {
        void stopping();

        void stopped(String savepoint);
    }
}
