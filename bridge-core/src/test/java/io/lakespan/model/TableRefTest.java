package io.lakespan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableRefTest {

    @Test
    void namesFoldToLowerCase() {
        assertThat(TableRef.parse("Shop.Orders")).isEqualTo(TableRef.of("shop", "orders"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", ".orders", "shop.", "a.b.c", ""})
    void aTextThatIsNoTableNameIsRefusedWithTheFormItShouldHave(String text) {
        assertThatThrownBy(() -> TableRef.parse(text))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("database.table");
    }
}
