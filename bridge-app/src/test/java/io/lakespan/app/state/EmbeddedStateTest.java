package io.lakespan.app.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStateTest extends StateDatabaseContract {
    @TempDir
    Path folder;

    @Override
    protected StateDatabase open() {
        return StateDatabase.open(folder.resolve("state.db"));
    }

    @Test
    void theLeaseOfSomebodyWhoWasKilledEndsByItself() {
        Instant killed = Instant.parse("2026-01-01T00:00:00Z");
        Path file = folder.resolve("clock.db");
        try (StateDatabase before = StateDatabase.open(file, Clock.fixed(killed, ZoneOffset.UTC));
                StateDatabase after =
                        StateDatabase.open(file, Clock.fixed(killed.plus(SyncLease.LIFE), ZoneOffset.UTC))) {
            SyncLease lost = before.lease("pair", "killed");
            SyncLease taken = after.lease("pair", "next");
            assertThat(taken.held()).isTrue();
            assertThat(lost.held()).isFalse();
        }
    }
}
