package io.lakespan.hms;

import static io.lakespan.hms.Fixtures.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lakespan.error.ErrorCode;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Version;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a Hive 2.3 server does otherwise. */
class Hive2DifferencesIT extends NamesAndTexts {
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

    @Test
    void aCommitThatTakesNoLockIsNotOverwritten() throws Exception {
        var client = Fixtures.client(config());
        client.create_table(Fixtures.entry(
                database, "orders", "EXTERNAL_TABLE", Map.of("table_type", "ICEBERG", "metadata_location", "1.json")));
        var read = catalog.find(ref("orders")).orElseThrow();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Relay relay = Relay.to(config().uris().get(0).getPort());
                HmsMetadataCatalog slow = HmsMetadataCatalog.open(HmsConfig.of(relay.uri()))) {
            relay.fail("alter_table_with", Relay.Kind.REQUEST_HELD);
            Future<?> writing = thread.submit(() -> refused(
                    ErrorCode.CONFLICT,
                    () -> slow.put(read.value().withDescription(Optional.of("mine")), Expected.at(read.version()))));
            await().until(() -> relay.count("alter_table_with") == 1);
            var commit = client.get_table(database, "orders");
            commit.putToParameters("metadata_location", "2.json");
            client.alter_table(database, "orders", commit);
            relay.release();
            writing.get();
        } finally {
            thread.shutdownNow();
        }
        assertThat(client.get_table(database, "orders").getParameters())
                .containsEntry("metadata_location", "2.json")
                .doesNotContainKey("comment");
    }
}
