package io.lakespan.app.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.sync.Agreement;
import org.junit.jupiter.api.Test;

class StateJsonTest {
    @Test
    void whatIsEmptyIsLeftOutAndReadAsEmpty() {
        Table table = Table.of(TableRef.of("shop", "orders"), TableFormat.ICEBERG, Schema.empty());
        Agreement agreement = Agreement.of(table, Version.of("1"), Version.of("2"));
        assertThat(StateJson.write(agreement))
                .isEqualTo("{\"base\":{\"ref\":{\"database\":\"shop\",\"name\":\"orders\"},\"format\":\"ICEBERG\","
                        + "\"schema\":{}},\"left\":{\"value\":\"1\"},\"right\":{\"value\":\"2\"}}");
        assertThat(StateJson.read(StateJson.write(agreement), Agreement.class)).isEqualTo(agreement);
    }

    @Test
    void whatMustNotBeEmptyIsNotMadeUp() {
        assertThatThrownBy(() -> StateJson.read("{\"left\":{\"value\":\"1\"}}", Agreement.class))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT));
    }
}
