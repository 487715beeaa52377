package io.lakespan.app.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresStateIT extends StateDatabaseContract {
    private final String url = Postgres.emptyDatabase();

    @Override
    protected StateDatabase open(Clock clock) {
        return StateDatabase.connect(url, Postgres.USER, Postgres.PASSWORD, clock);
    }

    @Override
    protected Unopened unopened() {
        String empty = Postgres.emptyDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(empty);
        source.setUser(Postgres.USER);
        source.setPassword(Postgres.PASSWORD);
        return new Unopened(source, () -> StateDatabase.connect(empty, Postgres.USER, Postgres.PASSWORD));
    }

    @Test
    void aServerThatDoesNotAnswerIsOneClearLine() {
        assertThatThrownBy(() -> StateDatabase.connect("jdbc:postgresql://127.0.0.1:1/none", "u", "hidden"))
                .isInstanceOfSatisfying(BridgeException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(e).hasMessageContaining("127.0.0.1:1").hasMessageNotContaining("hidden");
                    assertThat(e.getMessage().lines()).hasSize(1);
                });
    }

    @Test
    void aWrongPasswordIsOneClearLineThatDoesNotRepeatIt() {
        assertThatThrownBy(() -> StateDatabase.connect(url, Postgres.GUARDED_USER, "hidden"))
                .isInstanceOfSatisfying(BridgeException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
                    assertThat(e)
                            .hasMessageContaining(url)
                            .hasMessageContaining(Postgres.GUARDED_USER)
                            .hasMessageNotContaining("hidden");
                    assertThat(e.getMessage().lines()).hasSize(1);
                });
    }

    @Test
    void aUserWhoMayNotMakeTablesIsToldSo() {
        assertThatThrownBy(() -> StateDatabase.connect(url, Postgres.GUARDED_USER, "right"))
                .isInstanceOfSatisfying(BridgeException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
                    assertThat(e).hasMessageContaining(url);
                });
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> StateDatabase.connect(Postgres.url("none"), Postgres.USER, Postgres.PASSWORD))
                .isInstanceOfSatisfying(BridgeException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND);
                    assertThat(e).hasMessageContaining("none");
                });
    }

    @Test
    void anotherKindOfDatabaseIsRefused() {
        assertThatThrownBy(() -> StateDatabase.connect("jdbc:mysql://h/d", "u", "p"))
                .hasMessageContaining("jdbc:postgresql://host:5432/database");
    }

    @Test
    void aPasswordInTheUrlIsNotRepeated() {
        assertThatThrownBy(() -> StateDatabase.connect("jdbc:postgresql://ann:hidden@h/d", "u", "p"))
                .hasMessageContaining("state.password")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(
                        () -> StateDatabase.connect("jdbc:postgresql://127.0.0.1:1/none?password=hidden", "u", "other"))
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void timesAreTheServers() {
        try (StateDatabase database = StateDatabase.connect(url, Postgres.USER, Postgres.PASSWORD)) {
            SyncRun run = database.syncRuns("pair-" + UUID.randomUUID()).start("ann");
            assertThat(run.startedAt())
                    .isBetween(
                            Clock.systemUTC().instant().minusSeconds(60),
                            Clock.systemUTC().instant());
        }
    }
}
