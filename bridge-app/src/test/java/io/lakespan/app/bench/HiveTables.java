package io.lakespan.app.bench;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;

/**
 * Databases of managed tables in a Hive Metastore.
 *
 * <p>Managed, since of external ones Atlas's own import makes processes and paths besides, which is more work.
 */
record HiveTables(List<String> databases, int tablesEach, int columns) {
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

    int count() {
        return databases.size() * tablesEach;
    }

    void writeTo(URI metastore) {
        try (TSocket socket = new TSocket(metastore.getHost(), metastore.getPort(), 60_000)) {
            socket.open();
            ThriftHiveMetastore.Client client = new ThriftHiveMetastore.Client(new TBinaryProtocol(socket));
            for (String database : databases) {
                client.create_database(new Database(database, "for a benchmark", location(database), new HashMap<>()));
                for (int number = 0; number < tablesEach; number++) {
                    client.create_table(table(database, "events_%04d".formatted(number)));
                }
            }
        } catch (TException e) {
            throw new IllegalStateException(e);
        }
    }

    private Table table(String database, String name) {
        Table table = new Table();
        table.setDbName(database);
        table.setTableName(name);
        table.setTableType("MANAGED_TABLE");
        table.setOwner("etl");
        table.setParameters(new HashMap<>());
        table.setPartitionKeys(List.of());
        table.setSd(storage(location(database) + "/" + name));
        return table;
    }

    private StorageDescriptor storage(String location) {
        StorageDescriptor storage = new StorageDescriptor();
        storage.setLocation(location);
        storage.setCols(IntStream.rangeClosed(1, columns)
                .mapToObj(id -> new FieldSchema("column_" + id, id % 2 == 0 ? "string" : "bigint", "column " + id))
                .toList());
        storage.setInputFormat(PARQUET + "MapredParquetInputFormat");
        storage.setOutputFormat(PARQUET + "MapredParquetOutputFormat");
        storage.setSerdeInfo(new SerDeInfo("", PARQUET + "serde.ParquetHiveSerDe", new HashMap<>()));
        storage.setNumBuckets(-1);
        return storage;
    }

    private static String location(String database) {
        return "s3://lakehouse/warehouse/" + database + ".db";
    }
}
