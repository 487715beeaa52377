package io.lakespan.hms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.hms.HmsConfig.Kerberos;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A metastore that asks for Kerberos, with a real Kerberos server beside it. */
class KerberosIT {
    @Order(1)
    @RegisterExtension
    static final LocalKdc KDC = new LocalKdc();

    @Order(2)
    @RegisterExtension
    static final OtherMetastore SECURED = OtherMetastore.ofHive3().securedBy(KDC);

    @Test
    void aCallerWithAKeytabReadsAndWritesUnderTheLock() {
        String database = LocalHms.unique("krb_");
        TableRef ref = TableRef.of(database, "orders");
        Table table = Table.of(ref, TableFormat.HIVE, Schema.of(Column.of("id", "bigint")));
        try (HmsMetadataCatalog catalog = HmsMetadataCatalog.open(config(ofKeytab()))) {
            catalog.put(Database.of(database), Expected.absent());
            Version version = catalog.put(table, Expected.absent());
            Version described = catalog.put(table.withDescription(Optional.of("all orders")), Expected.at(version));

            assertThat(catalog.find(ref).orElseThrow().version()).isEqualTo(described);
            assertThat(catalog.find(ref).orElseThrow().value().description()).contains("all orders");
        }
    }

    @Test
    void aKeytabWithoutThePrincipalIsNoAuthentication() {
        Kerberos other = Kerberos.ofKeytab(service(), "stranger@" + LocalKdc.REALM, KDC.keytab("caller"));
        refused(ErrorCode.UNAUTHENTICATED, "hms.kerberos.principal", config(other));
    }

    @Test
    void aServiceThatKerberosDoesNotKnowIsNoAuthentication() {
        Kerberos other = Kerberos.ofKeytab("thrift/_HOST@" + LocalKdc.REALM, LocalKdc.CALLER, KDC.keytab("caller"));
        refused(ErrorCode.UNAUTHENTICATED, "hms.kerberos.service-principal", config(other));
    }

    @Test
    void aCallerWithoutKerberosIsToldToTryIt() {
        refused(ErrorCode.UNAVAILABLE, "hms.kerberos", HmsConfig.of(SECURED.uri()));
    }

    private static HmsConfig config(Kerberos kerberos) {
        HmsConfig plain = HmsConfig.of(SECURED.uri());
        return plain.withKerberos(kerberos).withTimeouts(plain.timeouts().withCall(Duration.ofSeconds(20)));
    }

    private static Kerberos ofKeytab() {
        return Kerberos.ofKeytab(service(), LocalKdc.CALLER, KDC.keytab("caller"));
    }

    private static String service() {
        return "hive/_HOST@" + LocalKdc.REALM;
    }

    private static void refused(ErrorCode code, String hint, HmsConfig config) {
        try (HmsMetadataCatalog catalog = HmsMetadataCatalog.open(config)) {
            ThrowingCallable call = catalog::databases;
            assertThatThrownBy(call).isInstanceOfSatisfying(BridgeException.class, e -> {
                assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
                assertThat(e).hasMessageContaining(hint);
            });
        }
    }
}
