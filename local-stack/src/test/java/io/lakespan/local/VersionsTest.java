package io.lakespan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VersionsTest {
    private static final Pattern COORDINATES = Pattern.compile("[^:$]+:[^:$]+(:[^:$]+){0,2}:[0-9][^:$]*");

    @Test
    void everyArtifactOfEveryPartHasAVersionOfTheParentPom() {
        List<String> coordinates = Parts.all().ordered().stream()
                .flatMap(part -> part.artifacts().stream())
                .flatMap(set -> set.coordinates().stream())
                .toList();
        assertThat(coordinates).hasSizeGreaterThan(30).allMatch(COORDINATES.asMatchPredicate());
    }

    @Test
    void aVersionThatIsNotListedIsADefectWithAName() {
        assertThatThrownBy(() -> Versions.of("nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no version of nothing");
    }
}
