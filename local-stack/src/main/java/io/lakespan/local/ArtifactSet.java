package io.lakespan.local;

import java.util.List;

/**
 * Maven artifacts that belong on one class path, or a single file.
 *
 * @param coordinates {@code group:artifact[:extension[:classifier]]:version}
 * @param exclusions {@code group:artifact} patterns, {@code *} allowed on either side
 * @param transitive whether the dependencies come along
 */
public record ArtifactSet(List<String> coordinates, List<String> exclusions, boolean transitive) {
    public ArtifactSet {
        coordinates = List.copyOf(coordinates);
        exclusions = List.copyOf(exclusions);
    }

    /** These files alone. */
    public static ArtifactSet files(String... coordinates) {
        return new ArtifactSet(List.of(coordinates), List.of(), false);
    }

    /** These artifacts and all they need at run time. */
    public static ArtifactSet classPath(String... coordinates) {
        return new ArtifactSet(List.of(coordinates), List.of(), true);
    }

    public ArtifactSet without(String... patterns) {
        return new ArtifactSet(coordinates, List.of(patterns), transitive);
    }
}
