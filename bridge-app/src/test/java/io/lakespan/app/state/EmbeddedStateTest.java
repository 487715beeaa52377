package io.lakespan.app.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class EmbeddedStateTest extends StateDatabaseContract {
    @TempDir
    Path folder;

    @Override
    protected StateDatabase open(Clock clock) {
        return StateDatabase.open(folder.resolve("state.db"), clock);
    }

    @Override
    protected Unopened unopened() {
        Path file = folder.resolve("other.db");
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        return new Unopened(source, () -> StateDatabase.open(file));
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "these are notes, not a database ".repeat(100));
        assertThatThrownBy(() -> StateDatabase.open(file)).isInstanceOfSatisfying(BridgeException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT);
            assertThat(e).hasMessageContaining("notes.txt");
            assertThat(e.getMessage().lines()).hasSize(1);
        });
    }

    @Test
    void aFolderInTheFilesPlaceIsNamed() throws IOException {
        Path file = Files.createDirectory(folder.resolve("taken"));
        assertThatThrownBy(() -> StateDatabase.open(file)).isInstanceOfSatisfying(BridgeException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
            assertThat(e).hasMessageContaining("taken");
        });
    }
}
