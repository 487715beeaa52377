package io.lakespan.hms;

import static io.lakespan.hms.Fixtures.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Version;
import java.util.Optional;
import org.apache.hadoop.hive.metastore.api.ShowLocksRequest;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A metastore that lets a caller read and not write. */
class HmsPermissionsIT {
    @RegisterExtension
    static final OtherMetastore READ_ONLY = OtherMetastore.ofHive3().denying("alter_table_with_environment_context");

    @Test
    void aMissingPermissionIsNamedAndNoLockStays() throws TException {
        HmsConfig config = HmsConfig.of(READ_ONLY.uri());
        try (HmsMetadataCatalog catalog = HmsMetadataCatalog.open(config)) {
            catalog.put(Database.of("shop"), Expected.absent());
            Version version = catalog.put(Fixtures.orders("shop"), Expected.absent());

            refused(
                    ErrorCode.PERMISSION_DENIED,
                    () -> catalog.put(
                            Fixtures.orders("shop").withDescription(Optional.of("no")), Expected.at(version)));
            assertThat(catalog.find(Fixtures.orders("shop").ref()).orElseThrow().version())
                    .isEqualTo(version);
        }
        assertThat(Fixtures.client(config).show_locks(new ShowLocksRequest()).getLocks())
                .isEmpty();
    }
}
