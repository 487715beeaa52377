package io.lakespan.hms;

import static io.lakespan.hms.Fixtures.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Version;
import java.util.Optional;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a Hive 2.3 server does otherwise. */
class Hive2NamesIT extends NamesAndTexts {
    @RegisterExtension
    static final OtherMetastore HIVE_2 = OtherMetastore.ofHive2();

    @Override
    HmsConfig config() {
        return HmsConfig.of(HIVE_2.uri());
    }

    @Test
    void aDescriptionThatTheServerDoesNotTakeIsKeptAmongTheParameters() throws TException {
        Database described = Database.of(database).withDescription("second");
        Version version = catalog.findDatabase(database).orElseThrow().version();
        version = catalog.put(described, Expected.at(version));
        assertThat(Fixtures.client(config()).get_database(database).getParameters())
                .containsEntry("lakespan.description", "second");
        assertThat(catalog.findDatabase(database).orElseThrow().value().description())
                .contains("second");
        catalog.put(described.withDescription(Optional.empty()), Expected.at(version));
        assertThat(catalog.findDatabase(database).orElseThrow().value().description())
                .isEmpty();
    }

    @Test
    void aLocationThatTheServerDoesNotTakeIsRefused() {
        Version version = catalog.findDatabase(database).orElseThrow().version();
        Database moved = Database.of(database).withLocation("s3a://elsewhere/" + database);
        refused(ErrorCode.UNSUPPORTED, () -> catalog.put(moved, Expected.at(version)));
    }
}
