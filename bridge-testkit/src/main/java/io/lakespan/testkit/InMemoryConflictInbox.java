package io.lakespan.testkit;

import static java.util.Objects.requireNonNull;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.spi.ConflictInbox;
import io.lakespan.sync.Conflict;
import io.lakespan.sync.Side;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Conflicts in a map. */
public final class InMemoryConflictInbox implements ConflictInbox {
    private final Map<String, Map<String, Entry>> databases = new HashMap<>();
    private final Clock clock;

    public InMemoryConflictInbox(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public synchronized void replace(String database, List<Conflict> found) {
        Map<String, Entry> before = databases.getOrDefault(folded(database), Map.of());
        Map<String, Entry> after = new HashMap<>();
        found.forEach(conflict -> after.put(
                ConflictInbox.idOf(conflict),
                Optional.ofNullable(before.get(ConflictInbox.idOf(conflict)))
                        .map(entry -> entry.foundAgain(conflict, clock.instant()))
                        .orElseGet(() -> Entry.found(conflict, clock.instant()))));
        databases.put(folded(database), after);
    }

    @Override
    public synchronized List<Entry> entries() {
        return databases.values().stream()
                .flatMap(entries -> entries.values().stream())
                .sorted(ORDER)
                .toList();
    }

    @Override
    public synchronized List<Entry> entries(String database) {
        return databases.getOrDefault(folded(database), Map.of()).values().stream()
                .sorted(ORDER)
                .toList();
    }

    @Override
    public synchronized void decide(String id, Side winner, String by) {
        Map<String, Entry> holding = databases.values().stream()
                .filter(entries -> entries.containsKey(id))
                .findFirst()
                .orElseThrow(() -> new BridgeException(ErrorCode.NOT_FOUND, "no conflict " + id + " waits"));
        holding.computeIfPresent(
                id,
                (same, entry) -> new Entry(
                        id,
                        entry.conflict(),
                        entry.firstSeen(),
                        entry.lastSeen(),
                        Optional.of(winner),
                        Optional.of(by)));
    }

    private static String folded(String database) {
        return database.toLowerCase(Locale.ROOT);
    }
}
