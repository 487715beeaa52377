package io.lakespan.hms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Column;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransportException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What several tests need. */
final class Fixtures {
    private Fixtures() {}

    /** Thrift's own client, to look behind the catalog's back. */
    static ThriftHiveMetastore.Client client(HmsConfig config) throws TTransportException {
        URI server = config.uris().get(0);
        TSocket socket = new TSocket(server.getHost(), server.getPort());
        socket.open();
        return new ThriftHiveMetastore.Client(new TBinaryProtocol(socket));
    }

    static Table orders(String database) {
        return Table.of(
                TableRef.of(database, "orders"),
                TableFormat.HIVE,
                Schema.of(Column.of("id", "bigint"), Column.of("name", "string")));
    }

    static org.apache.hadoop.hive.metastore.api.Table entry(
            String database, String name, String type, Map<String, String> parameters) {
        var table = new org.apache.hadoop.hive.metastore.api.Table();
        table.setDbName(database);
        table.setTableName(name);
        table.setTableType(type);
        table.setOwner("ann");
        table.setParameters(new HashMap<>(parameters));
        table.setPartitionKeys(List.of());
        table.setSd(storage("s3a://lake/" + database + "/" + name));
        return table;
    }

    static StorageDescriptor storage(String location) {
        StorageDescriptor storage = new StorageDescriptor();
        storage.setLocation(location);
        storage.setCols(List.of(new FieldSchema("id", "bigint", "the key"), new FieldSchema("name", "string", null)));
        storage.setInputFormat("org.apache.hadoop.mapred.TextInputFormat");
        storage.setOutputFormat("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat");
        storage.setSerdeInfo(
                new SerDeInfo("serde", "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe", new HashMap<>()));
        storage.setBucketCols(List.of());
        storage.setSortCols(List.of());
        storage.setParameters(new HashMap<>());
        return storage;
    }

    static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BridgeException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.getMessage()).doesNotContain("\n");
        });
    }
}
