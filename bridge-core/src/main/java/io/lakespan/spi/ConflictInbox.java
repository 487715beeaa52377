package io.lakespan.spi;

import static java.util.Objects.requireNonNull;

import io.lakespan.sync.Conflict;
import io.lakespan.sync.Side;
import io.lakespan.sync.SyncOptions.Resolution;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The conflicts of one pair of catalogs that wait for a person's word. Durable when a call returns. */
public interface ConflictInbox {

    /**
     * A conflict as it lies in the inbox.
     *
     * @param id short, and the same as long as the conflict is about the same item
     * @param firstSeen when a pass first found it
     * @param winner what a person decided, until a pass has done it
     */
    record Entry(String id, Conflict conflict, Instant firstSeen, Optional<Side> winner, Optional<String> decidedBy) {
        public Entry {
            requireNonNull(id, "id");
            requireNonNull(conflict, "conflict");
            requireNonNull(firstSeen, "firstSeen");
            requireNonNull(winner, "winner");
            requireNonNull(decidedBy, "decidedBy");
        }
    }

    /**
     * Makes the inbox of a database what a pass found there: what is found no longer goes, and a decision on values that
     * have changed since is forgotten.
     */
    void replace(String database, List<Conflict> found);

    /** All entries, by subject, facet and item. */
    List<Entry> entries();

    /**
     * Keeps a person's word; the next pass acts on it.
     *
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} when there is no such entry
     */
    void decide(String id, Side winner, String by);

    /** What was decided about a database, for the planner. */
    List<Resolution> resolutions(String database);
}
