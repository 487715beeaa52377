package io.lakespan.app.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import org.junit.jupiter.api.Test;

class PostgresStateIT extends StateDatabaseContract {
    @Override
    protected StateDatabase open() {
        return StateDatabase.connect(Postgres.url(), Postgres.USER, Postgres.PASSWORD);
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
    void anotherKindOfDatabaseIsRefused() {
        assertThatThrownBy(() -> StateDatabase.connect("jdbc:mysql://h/d", "u", "p"))
                .hasMessageContaining("jdbc:postgresql://host:5432/database");
    }
}
