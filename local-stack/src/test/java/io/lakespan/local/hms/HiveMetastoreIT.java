package io.lakespan.local.hms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lakespan.local.ListeningSockets;
import io.lakespan.local.LocalStack;
import io.lakespan.local.PartStatus;
import io.lakespan.local.Progress;
import io.lakespan.local.StackOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.LockComponentBuilder;
import org.apache.hadoop.hive.metastore.LockRequestBuilder;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.LockRequest;
import org.apache.hadoop.hive.metastore.api.LockResponse;
import org.apache.hadoop.hive.metastore.api.LockState;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf.ConfVars;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiveMetastoreIT {
    @TempDir
    static Path home;

    private static LocalStack stack;

    private HiveMetaStoreClient client;

    @BeforeAll
    static void start() {
        stack = LocalStack.open(StackOptions.at(home.resolve("a home"))
                .withCache(Path.of("target", "cache"))
                .only(HiveMetastore.NAME)
                .withFreePorts());
        stack.up(Progress.silent());
    }

    @AfterAll
    static void stop() {
        stack.down();
    }

    @BeforeEach
    void connect() throws MetaException {
        client = connected();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void itListensOnTheLoopbackAddressAlone() {
        assertThat(ListeningSockets.of(pid())).hasSize(1).allMatch(ListeningSockets::isLoopback);
    }

    @Test
    void aSecondUpLeavesItAlone() {
        long before = pid();

        stack.up(Progress.silent());

        assertThat(pid()).isEqualTo(before);
    }

    @Test
    void tablesPartitionsAndChangesAreKept() throws TException {
        client.createDatabase(database("sales"));
        client.createTable(table("sales", "orders"));
        client.add_partition(partition("sales", "orders", "2026-11-21"));
        Table changed = client.getTable("sales", "orders");
        changed.putToParameters("metadata_location", "s3a://lakehouse/warehouse/sales/orders/metadata/1.json");
        client.alter_table("sales", "orders", changed);

        assertThat(client.getAllDatabases()).contains("default", "sales");
        assertThat(client.getTable("sales", "orders").getParameters())
                .containsEntry("metadata_location", "s3a://lakehouse/warehouse/sales/orders/metadata/1.json");
        assertThat(client.listPartitions("sales", "orders", (short) 10))
                .extracting(Partition::getValues)
                .containsExactly(List.of("2026-11-21"));
        assertThat(client.listPartitionsByFilter("sales", "orders", "day = '2026-11-21'", (short) 10))
                .hasSize(1);
    }

    @Test
    void aColumnMayChangeToAnyType() throws TException {
        client.createDatabase(database("typed"));
        client.createTable(table("typed", "orders"));
        Table changed = client.getTable("typed", "orders");
        changed.getSd().setCols(List.of(new FieldSchema("id", "int", "")));

        client.alter_table("typed", "orders", changed);

        assertThat(client.getTable("typed", "orders").getSd().getCols())
                .extracting(FieldSchema::getType)
                .containsExactly("int");
    }

    @Test
    void aManagedTableIsDroppedWithoutTouchingItsObjects() throws TException {
        client.createDatabase(database("gone"));
        Table managed = table("gone", "orders");
        managed.setTableType("MANAGED_TABLE");
        client.createTable(managed);

        client.dropTable("gone", "orders", true, false);
        client.dropDatabase("gone");

        assertThatThrownBy(() -> client.getDatabase("gone")).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void aLockKeepsTheNextOneWaitingUntilItIsReleased() throws TException {
        LockResponse first = client.lock(exclusive("locked", "orders"));
        LockResponse second = client.lock(exclusive("locked", "orders"));

        assertThat(first.getState()).isEqualTo(LockState.ACQUIRED);
        assertThat(second.getState()).isEqualTo(LockState.WAITING);
        client.unlock(first.getLockid());
        await().untilAsserted(() ->
                assertThat(client.checkLock(second.getLockid()).getState()).isEqualTo(LockState.ACQUIRED));
        client.unlock(second.getLockid());
    }

    @Test
    void whatWasAcknowledgedSurvivesAKillAndARestart() throws TException {
        client.createDatabase(database("kept"));
        client.createTable(table("kept", "orders"));
        client.close();

        kill();
        stack.up(Progress.silent());
        client = connected();
        client.createTable(table("kept", "customers"));
        client.close();
        stack.down();
        stack.up(Progress.silent());

        client = connected();
        assertThat(client.getAllTables("kept")).containsExactlyInAnyOrder("orders", "customers");
        assertThat(client.getTable("kept", "orders").getSd().getLocation())
                .isEqualTo("s3a://lakehouse/warehouse/kept/orders");
        LockResponse lock = client.lock(exclusive("kept", "orders"));
        assertThat(lock.getState()).isEqualTo(LockState.ACQUIRED);
        client.unlock(lock.getLockid());
    }

    private static HiveMetaStoreClient connected() throws MetaException {
        Configuration conf = MetastoreConf.newMetastoreConf();
        MetastoreConf.setVar(conf, ConfVars.THRIFT_URIS, stack.address(HiveMetastore.NAME));
        return new HiveMetaStoreClient(conf);
    }

    private static Database database(String name) {
        return new Database(name, "", "s3a://lakehouse/warehouse/" + name, Map.of());
    }

    private static Table table(String database, String name) {
        Table table = new Table();
        table.setDbName(database);
        table.setTableName(name);
        table.setTableType("EXTERNAL_TABLE");
        table.putToParameters("EXTERNAL", "TRUE");
        table.setPartitionKeys(List.of(new FieldSchema("day", "string", "")));
        table.setSd(storage("s3a://lakehouse/warehouse/" + database + "/" + name));
        return table;
    }

    private static Partition partition(String database, String table, String day) {
        Partition partition = new Partition();
        partition.setDbName(database);
        partition.setTableName(table);
        partition.setValues(List.of(day));
        partition.setSd(storage("s3a://lakehouse/warehouse/" + database + "/" + table + "/day=" + day));
        return partition;
    }

    private static StorageDescriptor storage(String location) {
        StorageDescriptor storage = new StorageDescriptor();
        storage.setLocation(location);
        storage.setCols(List.of(new FieldSchema("id", "bigint", "")));
        storage.setSerdeInfo(new SerDeInfo("", "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe", Map.of()));
        return storage;
    }

    private static LockRequest exclusive(String database, String table) {
        return new LockRequestBuilder("test")
                .setUser("test")
                .addLockComponent(new LockComponentBuilder()
                        .setExclusive()
                        .setDbName(database)
                        .setTableName(table)
                        .build())
                .build();
    }

    private static void kill() {
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static long pid() {
        return stack.status().stream()
                .filter(status -> status.part().equals(HiveMetastore.NAME))
                .map(PartStatus::pid)
                .findFirst()
                .orElseThrow()
                .orElseThrow();
    }
}
