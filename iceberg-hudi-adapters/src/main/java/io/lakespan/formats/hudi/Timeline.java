package io.lakespan.formats.hudi;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The active timeline of a table: archived instants are older than any in it. */
final class Timeline {
    private final TableFiles files;
    private final String folder;

    Timeline(TableFiles files, String folder) {
        this.files = files;
        this.folder = folder;
    }

    /** The newest commit that says which schema it wrote; one that only rewrote rows counts when there is no other. */
    Optional<CommitMetadata> newestWithSchema() {
        List<Instant> newestFirst = files.names(folder).stream()
                .flatMap(name -> Instant.parse(name).stream())
                .sorted(Comparator.reverseOrder())
                .toList();
        return first(newestFirst, commit -> !commit.rewrote()).or(() -> first(newestFirst, CommitMetadata::rewrote));
    }

    private Optional<CommitMetadata> first(List<Instant> newestFirst, Predicate<CommitMetadata> kind) {
        return newestFirst.stream()
                // One that was rolled back or archived since the listing is gone.
                .flatMap(instant -> files.find(folder + "/" + instant.file()).stream())
                .map(CommitMetadata::parse)
                .filter(kind)
                .filter(commit -> commit.schema().isPresent())
                .findFirst();
    }
}
