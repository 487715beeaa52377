package io.lakespan.app.state;

import io.lakespan.app.state.SyncRun.State;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The history of a pair's passes; the newest thousand are kept. */
public final class SyncRuns {
    private static final int KEPT = 1000;

    private final Jdbi jdbi;
    private final String pair;
    private final Clock clock;

    SyncRuns(Jdbi jdbi, String pair, Clock clock) {
        this.jdbi = jdbi;
        this.pair = pair;
        this.clock = clock;
    }

    /** Notes the beginning of a pass; earlier ones that never ended were killed, for a pass runs alone. */
    public SyncRun start(String holder) {
        SyncRun run = SyncRun.started(UUID.randomUUID().toString(), pair, holder, clock.instant());
        jdbi.useTransaction(handle -> {
            all(handle, KEPT).stream()
                    .filter(before -> before.state() == State.RUNNING)
                    .forEach(killed -> save(handle, killed.withState(State.INTERRUPTED)));
            save(handle, run);
            forgetOld(handle);
        });
        return run;
    }

    /** Notes how a pass ended. */
    public void end(SyncRun run) {
        SyncRun ended = new SyncRun(
                run.id(),
                run.pair(),
                run.holder(),
                run.startedAt(),
                Optional.of(clock.instant()),
                run.state(),
                run.counts(),
                run.calls(),
                run.message());
        jdbi.useHandle(handle -> save(handle, ended));
    }

    /** The newest first. */
    public List<SyncRun> newest(int limit) {
        return jdbi.withHandle(handle -> all(handle, limit));
    }

    private List<SyncRun> all(Handle handle, int limit) {
        return handle.createQuery("SELECT document FROM sync_run WHERE pair = ? ORDER BY started_at DESC, id LIMIT ?")
                .bind(0, pair)
                .bind(1, limit)
                .mapTo(String.class)
                .map(document -> StateJson.read(document, SyncRun.class))
                .list();
    }

    private void save(Handle handle, SyncRun run) {
        handle.execute(
                "INSERT INTO sync_run (id, pair, started_at, document) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET document = excluded.document",
                run.id(),
                pair,
                run.startedAt().toEpochMilli(),
                StateJson.write(run));
    }

    private void forgetOld(Handle handle) {
        handle.execute(
                "DELETE FROM sync_run WHERE pair = ? AND id NOT IN"
                        + " (SELECT id FROM sync_run WHERE pair = ? ORDER BY started_at DESC, id LIMIT ?)",
                pair,
                pair,
                KEPT);
    }
}
