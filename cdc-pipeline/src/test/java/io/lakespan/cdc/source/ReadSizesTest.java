package io.lakespan.cdc.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.cdc.definition.MySqlOptions;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReadSizesTest {
    private static final MySqlOptions.Snapshot UNSAID =
            new MySqlOptions.Snapshot(OptionalInt.empty(), OptionalInt.empty());

    @Test
    void narrowRowsAreReadInLongPieces() {
        assertThat(ReadSizes.of(UNSAID, 100)).isEqualTo(new ReadSizes(16_384, 4_096, 16_384, 4_096));
        assertThat(ReadSizes.of(UNSAID, 0)).isEqualTo(ReadSizes.of(UNSAID, 100));
    }

    @Test
    void wideRowsAreReadInPiecesOfSomeMegabytes() {
        ReadSizes sizes = ReadSizes.of(UNSAID, 64 << 10);

        assertThat(sizes).isEqualTo(new ReadSizes(256, 64, 256, 64));
        assertThat(ReadSizes.of(UNSAID, 1L << 30)).isEqualTo(new ReadSizes(32, 32, 32, 32));
    }

    @Test
    void whatTheDefinitionSaysWins() {
        ReadSizes sizes = ReadSizes.of(new MySqlOptions.Snapshot(OptionalInt.of(7), OptionalInt.of(5)), 64 << 10);

        assertThat(sizes.chunk()).isEqualTo(7);
        assertThat(sizes.fetch()).isEqualTo(5);
    }
}
