package io.lakespan.app.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.app.state.SyncRun.State;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Modification;
import io.lakespan.spi.ConflictInbox;
import io.lakespan.spi.ConflictInbox.Entry;
import io.lakespan.sync.Conflict;
import io.lakespan.sync.Facet;
import io.lakespan.sync.Item;
import io.lakespan.sync.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the state database does, embedded and on a server. */
abstract class StateDatabaseContract {
    private static final Modification ANN = new Modification(Instant.parse("2026-01-02T03:04:05Z"), Optional.of("ann"));

    private final String pair = "glue-atlas@" + UUID.randomUUID();
    private StateDatabase database;

    /** A connection of its own to the same database each time. */
    protected abstract StateDatabase open();

    @BeforeEach
    void openDatabase() {
        database = open();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void aConflictComesBackToTheLetter() {
        ConflictInbox inbox = database.conflicts(pair);
        inbox.replace("shop", List.of(conflict("PII", "a")));
        assertThat(inbox.entries()).hasSize(1);
        assertThat(inbox.entries().get(0).conflict()).isEqualTo(conflict("PII", "a"));
    }

    @Test
    void aConflictFoundAgainKeepsItsIdItsAgeAndTheDecision() {
        ConflictInbox inbox = database.conflicts(pair);
        inbox.replace("shop", List.of(conflict("PII", "a")));
        Entry first = inbox.entries().get(0);
        inbox.decide(first.id(), Side.RIGHT, "bob");
        inbox.replace("shop", List.of(conflict("PII", "a"), conflict("GOLD", "b")));
        Entry again = inbox.entries().stream()
                .filter(entry -> entry.id().equals(first.id()))
                .findFirst()
                .orElseThrow();
        assertThat(again.firstSeen()).isEqualTo(first.firstSeen());
        assertThat(again.winner()).contains(Side.RIGHT);
        assertThat(again.decidedBy()).contains("bob");
        assertThat(inbox.resolutions("shop")).hasSize(1);
    }

    @Test
    void aDecisionOnValuesThatChangedSinceIsForgotten() {
        ConflictInbox inbox = database.conflicts(pair);
        inbox.replace("shop", List.of(conflict("PII", "a")));
        inbox.decide(inbox.entries().get(0).id(), Side.LEFT, "bob");
        inbox.replace("shop", List.of(conflict("PII", "changed")));
        assertThat(inbox.entries().get(0).winner()).isEmpty();
        assertThat(inbox.resolutions("shop")).isEmpty();
    }

    @Test
    void whatIsFoundNoLongerGoesAndOtherDatabasesStay() {
        ConflictInbox inbox = database.conflicts(pair);
        inbox.replace("shop", List.of(conflict("PII", "a")));
        inbox.replace("sales", List.of());
        assertThat(inbox.entries()).hasSize(1);
        inbox.replace("shop", List.of());
        assertThat(inbox.entries()).isEmpty();
    }

    @Test
    void aConflictThatIsNotThereCannotBeDecided() {
        assertThatThrownBy(() -> database.conflicts(pair).decide("00000000", Side.LEFT, "bob"))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void aPassThatNeverEndedIsInterruptedOnceTheNextBegins() {
        SyncRuns runs = database.syncRuns(pair);
        SyncRun killed = runs.start("first");
        SyncRun second = runs.start("second");
        runs.end(second.ended(
                State.DONE,
                new TreeMap<>(Map.of("created", 3L)),
                new TreeMap<>(Map.of("glue.GetTables", 1L)),
                Optional.empty()));
        List<SyncRun> newest = runs.newest(10);
        assertThat(newest).extracting(SyncRun::state).containsExactlyInAnyOrder(State.DONE, State.INTERRUPTED);
        assertThat(newest)
                .filteredOn(run -> run.id().equals(killed.id()))
                .extracting(SyncRun::state)
                .containsExactly(State.INTERRUPTED);
        assertThat(newest).filteredOn(run -> run.id().equals(second.id())).allSatisfy(run -> {
            assertThat(run.counts()).containsEntry("created", 3L);
            assertThat(run.endedAt()).isPresent();
        });
    }

    @Test
    void ofManyWhoAskAtOnceExactlyOneGetsTheLease() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (StateDatabase other = open()) {
            List<Future<Boolean>> asked = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(i -> () -> taken(i % 2 == 0 ? database : other, "holder " + i))
                    .toList());
            int taken = 0;
            for (Future<Boolean> answer : asked) {
                taken += answer.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aReleasedLeaseCanBeTakenAndTheRefusalNamesTheHolder() {
        try (SyncLease lease = database.lease(pair, "ann@host, process 1")) {
            assertThat(lease.held()).isTrue();
            assertThatThrownBy(() -> database.lease(pair, "bob@host, process 2"))
                    .isInstanceOfSatisfying(BridgeException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
                        assertThat(e).hasMessageContaining("ann@host, process 1");
                    });
        }
        try (SyncLease lease = database.lease(pair, "bob@host, process 2")) {
            assertThat(lease.held()).isTrue();
        }
    }

    private boolean taken(StateDatabase from, String holder) {
        try {
            // Never released: it is to be held while the others ask.
            return from.lease(pair, holder).held();
        } catch (BridgeException e) {
            return false;
        }
    }

    private static Conflict conflict(String tag, String right) {
        return new Conflict(
                "shop.orders",
                Facet.TAGS,
                Item.ofColumn("email", tag),
                Optional.empty(),
                new Conflict.Value(Optional.of("left"), Optional.empty()),
                new Conflict.Value(Optional.of(right), Optional.of(ANN)));
    }
}
