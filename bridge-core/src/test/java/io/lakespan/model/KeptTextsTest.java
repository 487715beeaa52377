package io.lakespan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptTextsTest {
    private static final Table ORDERS = Table.of(TableRef.of("shop", "orders"), TableFormat.HUDI, Schema.empty());

    @Test
    void aTextEditedInTheEntryAloneIsNotKeptYet() {
        Table kept = ORDERS.withDescription(Optional.of("All we sold"))
                .withParameters(Map.of("lakespan.description", "All we sold"));
        assertThat(KeptTexts.current(kept)).isTrue();
        assertThat(KeptTexts.current(kept.withDescription(Optional.of("All we ever sold"))))
                .isFalse();
    }

    @Test
    void aTextThatIsNoMoreIsNotToBeKept() {
        assertThat(KeptTexts.current(ORDERS.withParameters(Map.of("lakespan.owner", "ann"))))
                .isFalse();
        assertThat(KeptTexts.current(ORDERS)).isTrue();
    }
}
