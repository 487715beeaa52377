package io.lakespan.app.state;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.spi.ConflictInbox;
import io.lakespan.sync.Conflict;
import io.lakespan.sync.Side;
import io.lakespan.sync.SyncOptions.Resolution;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Conflicts as JSON documents, a row each. */
final class SqlConflictInbox implements ConflictInbox {
    private static final int ID_BYTES = 4;

    private final Jdbi jdbi;
    private final String pair;
    private final Clock clock;

    SqlConflictInbox(Jdbi jdbi, String pair, Clock clock) {
        this.jdbi = jdbi;
        this.pair = pair;
        this.clock = clock;
    }

    @Override
    public void replace(String database, List<Conflict> found) {
        String folded = database.toLowerCase(Locale.ROOT);
        jdbi.useTransaction(handle -> {
            Map<String, Entry> before =
                    rows(handle, folded).stream().collect(Collectors.toMap(Entry::id, Function.identity()));
            handle.execute("DELETE FROM conflict WHERE pair = ? AND database_name = ?", pair, folded);
            for (Conflict conflict : found) {
                insert(handle, folded, renewed(conflict, Optional.ofNullable(before.get(id(conflict)))));
            }
        });
    }

    @Override
    public List<Entry> entries() {
        return jdbi.withHandle(
                handle -> handle
                        .createQuery("SELECT * FROM conflict WHERE pair = ?")
                        .bind(0, pair)
                        .map((row, context) -> entry(row))
                        .stream()
                        .sorted(Comparator.comparing(
                                        (Entry entry) -> entry.conflict().subject())
                                .thenComparing(entry -> entry.conflict().facet())
                                .thenComparing(entry -> entry.conflict().item()))
                        .toList());
    }

    @Override
    public void decide(String id, Side winner, String by) {
        int decided = jdbi.withHandle(handle -> handle.execute(
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

    @Override
    public List<Resolution> resolutions(String database) {
        return jdbi.withHandle(handle -> rows(handle, database.toLowerCase(Locale.ROOT))).stream()
                .flatMap(entry -> entry.winner().map(side -> new Resolution(entry.conflict(), side)).stream())
                .toList();
    }

    private List<Entry> rows(Handle handle, String database) {
        return handle.createQuery("SELECT * FROM conflict WHERE pair = ? AND database_name = ?")
                .bind(0, pair)
                .bind(1, database)
                .map((row, context) -> entry(row))
                .list();
    }

    private void insert(Handle handle, String database, Entry entry) {
        handle.execute(
                "INSERT INTO conflict (pair, id, database_name, first_seen, document, winner, decided_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                pair,
                entry.id(),
                database,
                entry.firstSeen().toEpochMilli(),
                StateJson.write(entry.conflict()),
                entry.winner().map(Side::name).orElse(null),
                entry.decidedBy().orElse(null));
    }

    private Entry renewed(Conflict conflict, Optional<Entry> before) {
        Optional<Entry> decided = before.filter(entry -> entry.conflict().sameAs(conflict));
        return new Entry(
                id(conflict),
                conflict,
                before.map(Entry::firstSeen).orElseGet(clock::instant),
                decided.flatMap(Entry::winner),
                decided.flatMap(Entry::decidedBy));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString("id"),
                StateJson.read(row.getString("document"), Conflict.class),
                Instant.ofEpochMilli(row.getLong("first_seen")),
                Optional.ofNullable(row.getString("winner")).map(Side::valueOf),
                Optional.ofNullable(row.getString("decided_by")));
    }

    private static String id(Conflict conflict) {
        String about = conflict.subject() + "\n" + conflict.facet() + "\n"
                + conflict.item().column().orElse("") + "\n" + conflict.item().name();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(about.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
