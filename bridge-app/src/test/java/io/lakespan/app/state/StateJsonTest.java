package io.lakespan.app.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import io.lakespan.sync.Agreement;
import org.junit.jupiter.api.Test;

class StateJsonTest {
    @Test
    void anAgreementThatSaysNothingOfTornItemsIsReadAsHavingNone() {
        Table table = Table.of(TableRef.of("shop", "orders"), TableFormat.ICEBERG, Schema.empty());
        Agreement agreement = Agreement.of(table, Version.of("1"), Version.of("2"));
        String document = StateJson.write(agreement);
        assertThat(document).contains(",\"torn\":[]");
        assertThat(StateJson.read(document.replace(",\"torn\":[]", ""), Agreement.class))
                .isEqualTo(agreement);
    }
}
