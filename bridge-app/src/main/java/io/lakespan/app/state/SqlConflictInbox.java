package io.lakespan.app.state;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.spi.ConflictInbox;
import io.lakespan.sync.Conflict;
import io.lakespan.sync.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Conflicts as JSON documents, a row each. */
final class SqlConflictInbox implements ConflictInbox {
    private static final String FOUND =
            "INSERT INTO conflict (pair, id, database_name, first_seen, last_seen, document)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (pair, id)"
                    + " DO UPDATE SET last_seen = excluded.last_seen, document = excluded.document,"
                    + " database_name = excluded.database_name";
    // A decision made meanwhile on the same values stays: the columns are left alone then.
    private static final String OPEN_AGAIN = ", winner = NULL, decided_by = NULL";

    private final StateConnections connections;
    private final String pair;
    private final Clock clock;

    SqlConflictInbox(StateConnections connections, String pair, Clock clock) {
        this.connections = connections;
        this.pair = pair;
        this.clock = clock;
    }

    @Override
    public void replace(String database, List<Conflict> found) {
        Instant now = clock.instant();
        Map<String, Conflict> byId = new LinkedHashMap<>();
        found.forEach(conflict -> byId.put(ConflictInbox.idOf(conflict), conflict));
        connections.transaction(handle -> {
            Map<String, Conflict> before =
                    rows(handle, database).stream().collect(Collectors.toMap(Entry::id, Entry::conflict));
            before.keySet().stream()
                    .filter(id -> !byId.containsKey(id))
                    .forEach(id -> handle.execute("DELETE FROM conflict WHERE pair = ? AND id = ?", pair, id));
            byId.forEach((id, conflict) -> handle.execute(
                    isKept(Optional.ofNullable(before.get(id)), conflict) ? FOUND : FOUND + OPEN_AGAIN,
                    pair,
                    id,
                    database.toLowerCase(Locale.ROOT),
                    now.toEpochMilli(),
                    now.toEpochMilli(),
                    StateJson.write(conflict)));
        });
    }

    /** Whether a decision holds on; never one of another database that happens to have the same id. */
    private static boolean isKept(Optional<Conflict> before, Conflict now) {
        return before.filter(now::sameAs).isPresent();
    }

    @Override
    public List<Entry> entries() {
        return connections.with(
                handle -> handle
                        .createQuery("SELECT * FROM conflict WHERE pair = ?")
                        .bind(0, pair)
                        .map((row, context) -> entry(row))
                        .stream()
                        .sorted(ORDER)
                        .toList());
    }

    @Override
    public List<Entry> entries(String database) {
        return connections.with(
                handle -> rows(handle, database).stream().sorted(ORDER).toList());
    }

    @Override
    public void decide(String id, Side winner, String by) {
        int decided = connections.with(handle -> handle.execute(
                "UPDATE conflict SET winner = ?, decided_by = ? WHERE pair = ? AND id = ?",
                winner.name(),
                by,
                pair,
                id));
        if (decided == 0) {
            throw new BridgeException(
                    ErrorCode.NOT_FOUND, "no conflict " + id + " waits; see 'lakespan sync conflicts list'");
        }
    }

    private List<Entry> rows(Handle handle, String database) {
        return handle.createQuery("SELECT * FROM conflict WHERE pair = ? AND database_name = ?")
                .bind(0, pair)
                .bind(1, database.toLowerCase(Locale.ROOT))
                .map((row, context) -> entry(row))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString("id"),
                StateJson.read(row.getString("document"), Conflict.class),
                Instant.ofEpochMilli(row.getLong("first_seen")),
                Instant.ofEpochMilli(row.getLong("last_seen")),
                Optional.ofNullable(row.getString("winner")).map(Side::valueOf),
                Optional.ofNullable(row.getString("decided_by")));
    }
}
