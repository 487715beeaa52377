package io.lakespan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Modification;
import io.lakespan.spi.ConflictInbox;
import io.lakespan.spi.ConflictInbox.Entry;
import io.lakespan.sync.Conflict;
import io.lakespan.sync.Facet;
import io.lakespan.sync.Item;
import io.lakespan.sync.Side;
import io.lakespan.sync.SyncOptions.Resolution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ConflictInbox} does. */
public abstract class ConflictInboxContract {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Modification ANN = new Modification(START, Optional.of("ann"));

    private final SettableClock clock = SettableClock.at(START);
    private ConflictInbox inbox;

    /** An inbox with nothing in it. */
    protected abstract ConflictInbox open(Clock clock);

    @BeforeEach
    void openInbox() {
        inbox = open(clock);
    }

    @Test
    void aConflictComesBackToTheLetter() {
        Conflict awkward = new Conflict(
                "shop.orders",
                Facet.COLUMN_DESCRIPTIONS,
                Item.ofColumn("größe \"x\"", ""),
                Optional.of(""),
                new Conflict.Value(Optional.of("zwei\nZeilen 🙂"), Optional.empty()),
                new Conflict.Value(Optional.empty(), Optional.of(ANN)));
        inbox.replace("shop", List.of(awkward));
        assertThat(inbox.entries()).extracting(Entry::conflict).containsExactly(awkward);
    }

    @Test
    void aConflictFoundAgainKeepsItsIdAndItsAge() {
        inbox.replace("shop", List.of(conflict("PII", "a")));
        Entry first = inbox.entries().get(0);
        clock.advance(Duration.ofHours(1));
        inbox.replace("shop", List.of(conflict("PII", "changed")));
        Entry again = inbox.entries().get(0);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.firstSeen()).isEqualTo(START);
        assertThat(again.lastSeen()).isEqualTo(START.plus(Duration.ofHours(1)));
    }

    @Test
    void aDecisionHoldsAsLongAsTheValues() {
        inbox.replace("shop", List.of(conflict("PII", "a")));
        inbox.decide(idOf("PII"), Side.RIGHT, "bob");
        inbox.replace("shop", List.of(conflict("PII", "a"), conflict("GOLD", "b")));
        assertThat(inbox.resolutions("SHOP")).containsExactly(new Resolution(conflict("PII", "a"), Side.RIGHT));
        assertThat(inbox.entries("shop"))
                .filteredOn(entry -> entry.winner().isPresent())
                .extracting(entry -> entry.decidedBy().orElseThrow())
                .containsExactly("bob");
    }

    @Test
    void aDecisionOnValuesThatChangedSinceIsForgotten() {
        inbox.replace("shop", List.of(conflict("PII", "a")));
        inbox.decide(idOf("PII"), Side.LEFT, "bob");
        inbox.replace("shop", List.of(conflict("PII", "changed")));
        assertThat(inbox.resolutions("shop")).isEmpty();
        assertThat(inbox.entries().get(0).winner()).isEmpty();
        assertThat(inbox.entries().get(0).decidedBy()).isEmpty();
    }

    @Test
    void aDecisionCanBeChanged() {
        inbox.replace("shop", List.of(conflict("PII", "a")));
        inbox.decide(idOf("PII"), Side.LEFT, "bob");
        inbox.decide(idOf("PII"), Side.RIGHT, "ann");
        assertThat(inbox.resolutions("shop")).extracting(Resolution::winner).containsExactly(Side.RIGHT);
    }

    @Test
    void whatIsFoundNoLongerGoesAndOtherDatabasesStay() {
        inbox.replace("shop", List.of(conflict("PII", "a"), conflict("GOLD", "b")));
        inbox.replace("sales", List.of());
        assertThat(inbox.entries()).hasSize(2);
        inbox.replace("Shop", List.of(conflict("GOLD", "b")));
        assertThat(inbox.entries())
                .extracting(entry -> entry.conflict().item().name())
                .containsExactly("GOLD");
        assertThat(inbox.entries("sales")).isEmpty();
    }

    @Test
    void aConflictThatCameBackIsNew() {
        inbox.replace("shop", List.of(conflict("PII", "a")));
        inbox.decide(idOf("PII"), Side.LEFT, "bob");
        inbox.replace("shop", List.of());
        clock.advance(Duration.ofHours(1));
        inbox.replace("shop", List.of(conflict("PII", "a")));
        assertThat(inbox.entries().get(0).firstSeen()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(inbox.resolutions("shop")).isEmpty();
    }

    @Test
    void entriesStandBySubjectFacetAndItem() {
        inbox.replace("shop", List.of(conflict("b", "x"), conflict("a", "x")));
        inbox.replace("crm", List.of(about("crm.people"), about("crm")));
        assertThat(inbox.entries())
                .extracting(entry -> entry.conflict().subject() + " "
                        + entry.conflict().item().name())
                .containsExactly("crm OWNER", "crm.people OWNER", "shop.orders a", "shop.orders b");
    }

    @Test
    void aDecisionIsNotTakenForThatOfAConflictWhichHappensToHaveTheSameId() {
        Conflict decided = about("crm.t158475");
        Conflict other = about("shop.t3707");
        assertThat(ConflictInbox.idOf(other)).isEqualTo(ConflictInbox.idOf(decided));
        inbox.replace("crm", List.of(decided));
        inbox.decide(ConflictInbox.idOf(decided), Side.RIGHT, "bob");
        inbox.replace("shop", List.of(other));
        assertThat(inbox.resolutions("shop")).isEmpty();
        assertThat(inbox.entries("shop")).extracting(Entry::conflict).containsExactly(other);
    }

    @Test
    void aConflictThatIsNotThereCannotBeDecided() {
        assertThatThrownBy(() -> inbox.decide("00000000", Side.LEFT, "bob"))
                .isInstanceOfSatisfying(BridgeException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND);
                    assertThat(e).hasMessageContaining("00000000");
                });
    }

    private static String idOf(String tag) {
        return ConflictInbox.idOf(conflict(tag, "any"));
    }

    private static Conflict about(String subject) {
        Conflict.Value none = new Conflict.Value(Optional.empty(), Optional.empty());
        return new Conflict(subject, Facet.TAGS, Item.of("OWNER"), Optional.empty(), none, none);
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
