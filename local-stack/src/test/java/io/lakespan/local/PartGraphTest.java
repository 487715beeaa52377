package io.lakespan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartGraphTest {
    private final PartGraph graph =
            new PartGraph(List.of(part("roof", "wall"), part("wall", "ground"), part("ground")));

    @Test
    void everyPartComesAfterThoseItStandsOn() {
        assertThat(graph.ordered()).extracting(Part::name).containsExactly("ground", "wall", "roof");
        assertThat(graph.reversed()).extracting(Part::name).containsExactly("roof", "wall", "ground");
    }

    @Test
    void aSelectionBringsWhatItStandsOn() {
        assertThat(graph.withPredecessors(Set.of("wall")))
                .extracting(Part::name)
                .containsExactly("ground", "wall");
    }

    @Test
    void whatStandsOnAPartIsFound() {
        assertThat(graph.withSuccessors(Set.of("wall"))).containsExactlyInAnyOrder("wall", "roof");
    }

    @Test
    void partsThatWaitForEachOtherAreADefect() {
        assertThatThrownBy(() -> new PartGraph(List.of(part("hen", "egg"), part("egg", "hen"))))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("hen -> egg");
    }

    @Test
    void theRealPartsAreInOrderAndTheirPortsAreKnown() {
        Ports ports = Ports.defaultsWith(java.util.Map.of());

        assertThat(Parts.all().ordered())
                .extracting(Part::name)
                .doesNotHaveDuplicates()
                .contains("mysql", "s3");
        assertThat(Parts.all().ordered())
                .flatExtracting(Part::ports)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(ports.port(name)).isPositive());
    }

    private static Part part(String name, String... after) {
        return ScriptPart.of(name, "exit 0", after);
    }
}
