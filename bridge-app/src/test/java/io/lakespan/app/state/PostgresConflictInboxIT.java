package io.lakespan.app.state;

import io.lakespan.spi.ConflictInbox;
import io.lakespan.testkit.ConflictInboxContract;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

class PostgresConflictInboxIT extends ConflictInboxContract {
    private final List<StateDatabase> opened = new ArrayList<>();

    @Override
    protected ConflictInbox open(Clock clock) {
        StateDatabase database = StateDatabase.connect(Postgres.url(), Postgres.USER, Postgres.PASSWORD, clock);
        opened.add(database);
        return database.conflicts("pair-" + UUID.randomUUID());
    }

    @AfterEach
    void closeDatabase() {
        opened.forEach(StateDatabase::close);
    }
}
