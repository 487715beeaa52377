package io.lakespan.spi;

import static java.util.Objects.requireNonNull;

import io.lakespan.sync.Conflict;
import io.lakespan.sync.Side;
import io.lakespan.sync.SyncOptions.Resolution;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The conflicts of one pair of catalogs that wait for a person's word. Durable when a call returns. */
public interface ConflictInbox {

    /** By subject, facet and item. */
    Comparator<Entry> ORDER = Comparator.comparing(
                    (Entry entry) -> entry.conflict().subject())
            .thenComparing(entry -> entry.conflict().facet())
            .thenComparing(entry -> entry.conflict().item());

    /**
     * A conflict as it lies in the inbox.
     *
     * @param id short, and the same as long as the conflict is about the same item
     * @param firstSeen when a pass first found it
     * @param lastSeen when a pass last found it
     * @param winner what a person decided, until a pass has done it
     */
    record Entry(
            String id,
            Conflict conflict,
            Instant firstSeen,
            Instant lastSeen,
            Optional<Side> winner,
            Optional<String> decidedBy) {
        public Entry {
            requireNonNull(id, "id");
            requireNonNull(conflict, "conflict");
            requireNonNull(firstSeen, "firstSeen");
            requireNonNull(lastSeen, "lastSeen");
            requireNonNull(winner, "winner");
            requireNonNull(decidedBy, "decidedBy");
        }

        /** A conflict that was just found, with nobody's word on it. */
        public static Entry found(Conflict conflict, Instant now) {
            return new Entry(idOf(conflict), conflict, now, now, Optional.empty(), Optional.empty());
        }

        /** What becomes of the entry when a pass finds its conflict again: a decision holds only for the same values. */
        public Entry foundAgain(Conflict again, Instant now) {
            boolean same = conflict.sameAs(again);
            return new Entry(id, again, firstSeen, now, winner.filter(side -> same), decidedBy.filter(person -> same));
        }
    }

    /**
     * Makes the inbox of a database what a pass found there: what is found no longer goes, and a decision on values that
     * have changed since is forgotten.
     */
    void replace(String database, List<Conflict> found);

    /** All entries, by subject, facet and item. */
    List<Entry> entries();

    /** The entries of a database, in the same order. */
    List<Entry> entries(String database);

    /**
     * Keeps a person's word; the next pass acts on it.
     *
     * @throws io.lakespan.error.BridgeException {@code NOT_FOUND} when there is no such entry
     */
    void decide(String id, Side winner, String by);

    /** What was decided about a database, for the planner. */
    default List<Resolution> resolutions(String database) {
        return entries(database).stream()
                .flatMap(entry -> entry.winner().map(side -> new Resolution(entry.conflict(), side)).stream())
                .toList();
    }

    /**
     * The id of every conflict about the same item: eight hexadecimal digits, for people to type. Should two items share one,
     * the inbox shows the conflict that was found last; the other waits, for a decision holds for its own values alone.
     */
    static String idOf(Conflict conflict) {
        String about = conflict.subject() + "\n" + conflict.facet() + "\n"
                + conflict.item().column().orElse("") + "\n" + conflict.item().name();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(about.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
