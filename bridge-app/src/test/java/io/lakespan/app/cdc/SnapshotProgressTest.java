package io.lakespan.app.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.cdc.CdcStatus.Snapshot;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SnapshotProgressTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theTimeLeftFollowsFromTheRateSoFar() {
        Snapshot half = new Snapshot(500, 1_000, 50, MINUTE);
        assertThat(half.percent()).isEqualTo(50);
        assertThat(half.left()).contains(Duration.ofSeconds(10));
    }

    @Test
    void anEstimateThatWasTooLowNeverSaysDoneNorHowLong() {
        Snapshot beyond = new Snapshot(1_500, 1_000, 50, MINUTE);
        assertThat(beyond.percent()).isEqualTo(99);
        assertThat(beyond.left()).isEmpty();
    }

    @Test
    void theFirstSecondsSayNothingAboutTheTimeLeft() {
        assertThat(new Snapshot(500, 1_000, 50, Duration.ofSeconds(29)).left()).isEmpty();
    }

    @Test
    void beforeTheFirstRowNoTimeIsGuessed() {
        assertThat(new Snapshot(0, 1_000, 0, MINUTE).left()).isEmpty();
        assertThat(new Snapshot(0, 0, 0, MINUTE).percent()).isZero();
    }
}
