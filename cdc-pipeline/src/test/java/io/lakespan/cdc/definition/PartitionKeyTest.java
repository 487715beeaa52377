package io.lakespan.cdc.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.cdc.definition.PartitionKey.Transform;
import io.lakespan.error.BridgeException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionKeyTest {
    @Test
    void tablesArePartedBySemicolonsAndKeysByCommas() {
        assertThat(PartitionKey.parseAll("Shop.Orders:region, days(Placed), bucket(16, id);shop.log:hour(at)"))
                .containsEntry(
                        "shop.orders",
                        List.of(
                                new PartitionKey(Transform.IDENTITY, "region", OptionalInt.empty()),
                                new PartitionKey(Transform.DAY, "placed", OptionalInt.empty()),
                                new PartitionKey(Transform.BUCKET, "id", OptionalInt.of(16))))
                .containsEntry("shop.log", List.of(new PartitionKey(Transform.HOUR, "at", OptionalInt.empty())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders:region | 'orders:region' is not written as database.table:column,transform(column)",
                "shop.orders | is not written as",
                "shop.orders:bucket(id) | bucket and truncate take a number and a column",
                "shop.orders:day(3, id) | bucket and truncate take a number and a column",
                "shop.orders:week(id) | 'week' is no transform; known are identity, year",
                "shop.orders:a b | 'a b' is neither a column nor a transform"
            })
    void whatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> PartitionKey.parseAll(text))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining(message);
    }
}
