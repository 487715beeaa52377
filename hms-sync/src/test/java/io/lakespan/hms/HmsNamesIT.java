package io.lakespan.hms;

import static io.lakespan.hms.Fixtures.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.error.ErrorCode;
import io.lakespan.model.Expected;
import io.lakespan.model.Table;
import io.lakespan.model.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HmsNamesIT extends NamesAndTexts {
    @RegisterExtension
    static final LocalHms HMS = new LocalHms();

    @Override
    HmsConfig config() {
        return HMS.config();
    }

    @Test
    void aTextThatTheDatabaseDoesNotTakeIsRefusedAndNothingIsWritten() {
        Table orders = Fixtures.orders(database);
        Version version = catalog.put(orders, Expected.absent());
        Table described = orders.withColumn("id", column -> column.withDescription(Optional.of("x".repeat(5000))));
        refused(ErrorCode.INVALID_INPUT, () -> catalog.put(described, Expected.at(version)));
        assertThat(catalog.find(orders.ref()).orElseThrow().version()).isEqualTo(version);
    }
}
