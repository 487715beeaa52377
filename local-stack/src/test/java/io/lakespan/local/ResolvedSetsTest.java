package io.lakespan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvedSetsTest {
    private static final ArtifactSet SET = ArtifactSet.classPath("org.x:a:1");

    @TempDir
    Path folder;

    private Path one;
    private Path two;
    private ResolvedSets known;

    @BeforeEach
    void remember() throws IOException {
        one = Files.createFile(folder.resolve("one.jar"));
        two = Files.createFile(folder.resolve("two.jar"));
        known = new ResolvedSets(folder.resolve("cache"), folder);
        known.remember(SET, List.of(two, one));
    }

    @Test
    void theOrderIsKept() {
        assertThat(known.find(SET)).contains(List.of(two, one));
    }

    @Test
    void aVanishedFileMakesTheSetUnknown() throws IOException {
        Files.delete(one);

        assertThat(known.find(SET)).isEmpty();
    }

    @Test
    void anotherVersionExclusionOrKindIsAnotherSet() {
        assertThat(known.find(ArtifactSet.classPath("org.x:a:2"))).isEmpty();
        assertThat(known.find(SET.without("org.x:b"))).isEmpty();
        assertThat(known.find(ArtifactSet.files("org.x:a:1"))).isEmpty();
    }

    @Test
    void anotherLocalRepositoryHasItsOwn() {
        assertThat(new ResolvedSets(folder.resolve("cache"), folder.resolve("other")).find(SET))
                .isEmpty();
    }
}
