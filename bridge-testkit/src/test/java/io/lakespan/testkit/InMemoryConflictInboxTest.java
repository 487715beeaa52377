package io.lakespan.testkit;

import io.lakespan.spi.ConflictInbox;
import java.time.Clock;

class InMemoryConflictInboxTest extends ConflictInboxContract {
    @Override
    protected ConflictInbox open(Clock clock) {
        return new InMemoryConflictInbox(clock);
    }
}
