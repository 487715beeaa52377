package io.lakespan.hms;

import static io.lakespan.hms.Fixtures.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Annotations;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Mirror;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Tag;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.LockComponent;
import org.apache.hadoop.hive.metastore.api.LockLevel;
import org.apache.hadoop.hive.metastore.api.LockRequest;
import org.apache.hadoop.hive.metastore.api.LockType;
import org.apache.hadoop.hive.metastore.api.Order;
import org.apache.hadoop.hive.metastore.api.ShowLocksRequest;
import org.apache.hadoop.hive.metastore.api.SkewedInfo;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.hadoop.hive.metastore.api.UnlockRequest;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a write changes in a real metastore, what it leaves, and who waits for whom. */
class HmsWritesIT {
    @RegisterExtension
    static final LocalHms HMS = new LocalHms();

    private final String database = LocalHms.unique("writes_");
    private HmsMetadataCatalog catalog;
    private ThriftHiveMetastore.Client behind;

    @BeforeEach
    void open() throws TException {
        catalog = HmsMetadataCatalog.open(HMS.config());
        behind = Fixtures.client(HMS.config());
        catalog.put(Database.of(database), Expected.absent());
    }

    @AfterEach
    void close() {
        catalog.close();
        behind.getInputProtocol().getTransport().close();
    }

    @Test
    void whatTheModelDoesNotKnowIsKept() throws TException {
        var made = Fixtures.entry(
                database,
                "orders",
                "EXTERNAL_TABLE",
                Map.of("EXTERNAL", "TRUE", "numRows", "17", "totalSize", "1234", "db.password", "geheim"));
        made.setRetention(7);
        made.setPartitionKeys(List.of(new FieldSchema("day", "date", "of the order")));
        made.getSd().setNumBuckets(4);
        made.getSd().setBucketCols(List.of("id"));
        made.getSd().setSortCols(List.of(new Order("id", 0)));
        made.getSd().setStoredAsSubDirectories(true);
        made.getSd().setParameters(Map.of("a", "b"));
        made.getSd().getSerdeInfo().setParameters(Map.of("field.delim", ";"));
        made.getSd()
                .setSkewedInfo(new SkewedInfo(
                        List.of("name"), List.of(List.of("x")), Map.of(List.of("x"), "s3a://lake/skewed/x")));
        behind.create_table(made);
        var before = behind.get_table(database, "orders");

        Versioned<Table> read = catalog.find(ref("orders")).orElseThrow();
        assertThat(read.value().parameters()).containsEntry("db.password", "******");
        catalog.put(
                read.value()
                        .withDescription(Optional.of("all orders"))
                        .withAnnotations(Annotations.none().withTag(Tag.of("GOLD"))),
                Expected.at(read.version()));

        var after = behind.get_table(database, "orders");
        assertThat(after.getParameters())
                .containsEntry("comment", "all orders")
                .containsEntry("lakespan.tag.GOLD", "true")
                .containsEntry("db.password", "geheim");
        after.getParameters().keySet().removeAll(List.of("comment", "lakespan.tag.GOLD", "transient_lastDdlTime"));
        before.getParameters().remove("transient_lastDdlTime");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void ofAnIcebergTableOnlyTextsAndAnnotationsAreWritten() throws TException {
        Map<String, String> own = Map.of(
                "table_type", "ICEBERG",
                "metadata_location", "s3://lake/orders/metadata/7.json",
                "previous_metadata_location", "s3://lake/orders/metadata/6.json",
                "uuid", "11-22");
        behind.create_table(Fixtures.entry(database, "orders", "EXTERNAL_TABLE", own));
        Versioned<Table> read = catalog.find(ref("orders")).orElseThrow();
        assertThat(read.value().format()).isEqualTo(TableFormat.ICEBERG);
        assertThat(read.value().uuid()).contains("11-22");

        catalog.put(
                read.value()
                        .withColumn("name", column -> column.withDescription(Optional.of("of the customer")))
                        .withColumn("id", column -> column.withDescription(Optional.empty()))
                        .withLocation(Optional.of("s3://elsewhere"))
                        .withParameters(Map.of("metadata_location", "s3://elsewhere/1.json", "table_type", "HIVE"))
                        .withOwner(Optional.of("bob")),
                Expected.at(read.version()));

        var after = behind.get_table(database, "orders");
        assertThat(after.getParameters()).containsAllEntriesOf(own);
        assertThat(after.getSd().getLocation()).isEqualTo("s3a://lake/" + database + "/orders");
        assertThat(after.getOwner()).isEqualTo("bob");
        assertThat(after.getSd().getCols())
                .extracting(FieldSchema::getName, FieldSchema::getType, FieldSchema::getComment)
                .containsExactly(tuple("id", "bigint", null), tuple("name", "string", "of the customer"));
    }

    @Test
    void aMarkedCopyFollowsItsOriginalAndNothingElseDoes() {
        Map<String, String> first = Map.of(
                Mirror.PARAMETER, "glue", "table_type", "ICEBERG", "metadata_location", "s3://lake/orders/1.json");
        Table copy = Fixtures.orders(database).withFormat(TableFormat.ICEBERG).withParameters(first);
        refused(
                ErrorCode.UNSUPPORTED,
                () -> catalog.put(copy.withParameters(Map.of("table_type", "ICEBERG")), Expected.absent()));
        Version version = catalog.put(copy, Expected.absent());
        Table second = copy.withParameters(Map.of(
                Mirror.PARAMETER, "glue", "table_type", "ICEBERG", "metadata_location", "s3://lake/orders/2.json"));
        catalog.put(second, Expected.at(version));

        Table found = catalog.find(copy.ref()).orElseThrow().value();
        assertThat(found.format()).isEqualTo(TableFormat.ICEBERG);
        assertThat(found.schema()).isEqualTo(copy.schema());
        assertThat(found.parameters()).containsEntry("metadata_location", "s3://lake/orders/2.json");
    }

    @Test
    void ofTwoWritersNoneLosesAnUpdate() throws Exception {
        catalog.put(Fixtures.orders(database).withDescription(Optional.of("")), Expected.absent());
        int each = 8;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (HmsMetadataCatalog other = HmsMetadataCatalog.open(HMS.config())) {
            List<Future<?>> writers = new ArrayList<>();
            for (HmsMetadataCatalog writer : List.of(catalog, other)) {
                String mark = writer.equals(other) ? "b" : "a";
                writers.add(
                        threads.submit(() -> IntStream.range(0, each).forEach(i -> appended(writer, " " + mark + i))));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        String text =
                catalog.find(ref("orders")).orElseThrow().value().description().orElseThrow();
        assertThat(text.strip().split(" ")).hasSize(2 * each).doesNotHaveDuplicates();
    }

    @Test
    void aTableThatAnotherHasLockedIsLeftAloneAndNoLockStays() throws TException {
        Version version = catalog.put(Fixtures.orders(database), Expected.absent());
        long held = behind.lock(exclusive("orders")).getLockid();
        HmsConfig hasty = HMS.config().withTimeouts(HMS.config().timeouts().withLock(Duration.ofMillis(300)));
        Table described = Fixtures.orders(database).withDescription(Optional.of("mine"));
        try (HmsMetadataCatalog waiting = HmsMetadataCatalog.open(hasty)) {
            refused(ErrorCode.UNAVAILABLE, () -> waiting.put(described, Expected.at(version)));
            assertThat(locks()).isEqualTo(1);
            behind.unlock(new UnlockRequest(held));
            waiting.put(described, Expected.at(version));
        }
        assertThat(catalog.find(ref("orders")).orElseThrow().value().description())
                .contains("mine");
        assertThat(locks()).isZero();
    }

    @Test
    void theLockOfAKilledProcessOfThisMachineIsGivenBackAndAnybodyElsesIsNot() throws Exception {
        Version version = catalog.put(Fixtures.orders(database), Expected.absent());
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        LockRequest orphan = exclusive("orders");
        orphan.setAgentInfo(LockOwner.ofThisProcess().replaceAll("pid=\\d+", "pid=" + killed.pid()));
        behind.lock(orphan);
        behind.lock(exclusive("invoices"));
        Table described = Fixtures.orders(database).withDescription(Optional.of("mine"));

        catalog.put(described, Expected.at(version));

        assertThat(behind.show_locks(new ShowLocksRequest()).getLocks())
                .filteredOn(lock -> database.equals(lock.getDbname()))
                .singleElement()
                .satisfies(lock -> assertThat(lock.getTablename()).isEqualTo("invoices"));
    }

    @Test
    void nothingIsWrittenToAChangedTableAndNoLockStays() throws TException {
        Version version = catalog.put(Fixtures.orders(database), Expected.absent());
        var entry = behind.get_table(database, "orders");
        entry.getParameters().put("changed", "behind the back");
        behind.alter_table(database, "orders", entry);

        refused(ErrorCode.CONFLICT, () -> catalog.put(Fixtures.orders(database), Expected.at(version)));
        refused(ErrorCode.CONFLICT, () -> catalog.drop(ref("orders"), version));
        assertThat(behind.get_table(database, "orders").getParameters()).containsKey("changed");
        assertThat(locks()).isZero();
    }

    @Test
    void aTransactionalTableDoesNotStopAListing() throws TException {
        Map<String, String> insertOnly = Map.of("transactional", "true", "transactional_properties", "insert_only");
        behind.create_table(Fixtures.entry(database, "orders", "MANAGED_TABLE", insertOnly));
        catalog.put(Fixtures.orders(database).withRef(ref("other")), Expected.absent());

        try (Stream<Versioned<Table>> listing = catalog.tables(database)) {
            assertThat(listing.map(table -> table.value().ref()))
                    .containsExactlyInAnyOrder(ref("orders"), ref("other"));
        }
    }

    @Test
    void aManagedTableIsDroppedWithoutItsFilesAndNotRenamed() throws TException {
        behind.create_table(Fixtures.entry(database, "orders", "MANAGED_TABLE", Map.of()));
        Version version = catalog.find(ref("orders")).orElseThrow().version();

        refused(ErrorCode.UNSUPPORTED, () -> catalog.rename(ref("orders"), ref("others"), version));
        catalog.drop(ref("orders"), version);
        assertThat(catalog.find(ref("orders"))).isEmpty();
    }

    @Test
    void partitionKeysAreNotChanged() {
        Version version = catalog.put(Fixtures.orders(database), Expected.absent());
        Table partitioned = Fixtures.orders(database)
                .withSchema(Fixtures.orders(database).schema().partitionedBy(PartitionField.identity("name")));
        refused(ErrorCode.UNSUPPORTED, () -> catalog.put(partitioned, Expected.at(version)));
    }

    @Test
    void aDatabaseLosesItsDescriptionAndGetsAnother() throws TException {
        Database described = Database.of(database).withDescription("first");
        Version version = catalog.put(described, at(database));
        version = catalog.put(described.withDescription(Optional.empty()), Expected.at(version));
        assertThat(catalog.findDatabase(database).orElseThrow().value().description())
                .isEmpty();
        assertThat(catalog.findDatabase(database).orElseThrow().version()).isEqualTo(version);

        catalog.put(described.withDescription("second"), Expected.at(version));
        assertThat(behind.get_database(database).getDescription()).isEqualTo("second");
        assertThat(behind.get_database(database).getParameters()).doesNotContainKey("lakespan.description");
    }

    @Test
    void aListingMakesNoCallPerTable() {
        for (int i = 0; i < 5; i++) {
            catalog.put(Fixtures.orders(database).withRef(ref("t" + i)), Expected.absent());
        }
        try (HmsMetadataCatalog fresh = HmsMetadataCatalog.open(HMS.config());
                Stream<Versioned<Table>> listing = fresh.tables(database)) {
            assertThat(listing).hasSize(5);
            assertThat(fresh.calls())
                    .isEqualTo(Map.of("get_all_tables", 1L, "get_database", 1L, "get_table_objects_by_name_req", 1L));
        }
    }

    private Expected at(String name) {
        return Expected.at(catalog.findDatabase(name).orElseThrow().version());
    }

    private void appended(HmsMetadataCatalog writer, String text) {
        repeat(() -> {
            Versioned<Table> read = writer.find(ref("orders")).orElseThrow();
            String before = read.value().description().orElse("");
            writer.put(read.value().withDescription(Optional.of(before + text)), Expected.at(read.version()));
        });
    }

    private static void repeat(Runnable write) {
        for (int attempt = 0; attempt < 200; attempt++) {
            try {
                write.run();
                return;
            } catch (BridgeException e) {
                assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.CONFLICT);
            }
        }
        throw new IllegalStateException("never came through");
    }

    private long locks() throws TException {
        return behind.show_locks(new ShowLocksRequest()).getLocks().stream()
                .filter(lock -> database.equals(lock.getDbname()))
                .count();
    }

    private LockRequest exclusive(String table) {
        LockComponent component = new LockComponent(LockType.EXCLUSIVE, LockLevel.TABLE, database);
        component.setTablename(table);
        return new LockRequest(List.of(component), "somebody", "elsewhere");
    }

    private TableRef ref(String name) {
        return TableRef.of(database, name);
    }
}
