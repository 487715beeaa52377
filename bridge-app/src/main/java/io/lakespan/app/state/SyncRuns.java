package io.lakespan.app.state;

import io.lakespan.app.state.SyncRun.State;
import io.lakespan.app.state.SyncRun.Trigger;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The history of a pair's passes; the newest thousand are kept. A pass is made under the pair's lease: one whose holder has
 * the lease no longer and that never ended was killed.
 */
public final class SyncRuns {
    static final int KEPT = 1000;

    private final StateConnections connections;
    private final LeaseRow lease;
    private final String pair;
    private final Clock clock;
    private final int kept;

    SyncRuns(StateConnections connections, LeaseRow lease, Clock clock, int kept) {
        this.connections = connections;
        this.lease = lease;
        this.pair = lease.pair();
        this.clock = clock;
        this.kept = kept;
    }

    /** Notes the beginning of a pass that a person asked for. */
    public SyncRun start(String holder) {
        return start(holder, Trigger.MANUAL);
    }

    /** Notes the beginning of a pass; earlier ones that never ended were killed, for a pass runs alone. */
    public SyncRun start(String holder, Trigger trigger) {
        SyncRun run = SyncRun.started(pair, holder, trigger, clock.instant());
        connections.transaction(handle -> {
            all(handle, kept).stream()
                    .filter(before -> before.state() == State.RUNNING)
                    .forEach(killed -> save(handle, killed.withState(State.INTERRUPTED)));
            save(handle, run);
            forgetOld(handle);
        });
        return run;
    }

    /** Notes how a pass ended. */
    public void end(SyncRun run) {
        connections.transaction(handle -> save(handle, run.at(clock.instant())));
    }

    /** The newest first. */
    public List<SyncRun> newest(int limit) {
        List<SyncRun> runs = connections.with(handle -> all(handle, limit));
        return runs.stream().map(this::asItStands).toList();
    }

    private SyncRun asItStands(SyncRun run) {
        boolean killed = run.state() == State.RUNNING && !lease.heldBy(run.holder());
        return killed ? run.withState(State.INTERRUPTED) : run;
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
                kept);
    }
}
