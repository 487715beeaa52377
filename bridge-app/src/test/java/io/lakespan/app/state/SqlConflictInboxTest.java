package io.lakespan.app.state;

import io.lakespan.spi.ConflictInbox;
import io.lakespan.testkit.ConflictInboxContract;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlConflictInboxTest extends ConflictInboxContract {
    @TempDir
    Path folder;

    private final List<StateDatabase> opened = new ArrayList<>();

    @Override
    protected ConflictInbox open(Clock clock) {
        StateDatabase database = StateDatabase.open(folder.resolve("state.db"), clock);
        opened.add(database);
        return database.conflicts("left-right");
    }

    @AfterEach
    void closeDatabase() {
        opened.forEach(StateDatabase::close);
    }
}
