package io.lakespan.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Remembers which files an artifact set resolved to, since working that out costs seconds. */
final class ResolvedSets {
    private final Path folder;
    private final Path repository;

    ResolvedSets(Path folder, Path repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /** The files, if they were resolved before and are all still there. */
    Optional<List<Path>> find(ArtifactSet set) {
        return Json.read(file(set), String[].class)
                .map(names -> List.of(names).stream().map(Path::of).toList())
                .filter(files -> files.stream().allMatch(Files::isRegularFile));
    }

    void remember(ArtifactSet set, List<Path> files) {
        Json.write(file(set), files.stream().map(Path::toString).toList());
    }

    private Path file(ArtifactSet set) {
        return folder.resolve(new Fingerprint().add(repository).add(set).text().substring(0, 32) + ".json");
    }
}
