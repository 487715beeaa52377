package io.lakespan.hms;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.TableRef;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hive.metastore.api.ClientCapabilities;
import org.apache.hadoop.hive.metastore.api.ClientCapability;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.GetTablesRequest;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;

/** What the metastore says, with calls that Hive 2.3 and 3.1 both know; its nulls for lists end here. */
final class HmsReads {
    // Without it one transactional table makes the whole page fail.
    private static final ClientCapabilities CAPABILITIES =
            new ClientCapabilities(List.of(ClientCapability.INSERT_ONLY_TABLES));

    private HmsReads() {}

    static List<String> databaseNames(HmsLease lease) {
        return lease.read("list the databases", ThriftHiveMetastore.Client::get_all_databases);
    }

    static Optional<Database> database(HmsLease lease, String name) {
        return lease.find("read database " + name, client -> client.get_database(name));
    }

    static Database requiredDatabase(HmsLease lease, String name) {
        return database(lease, name).orElseThrow(() -> absent("database " + name));
    }

    /** All names of a database that exists; the metastore itself says "none" of a database that does not. */
    static List<String> tableNames(HmsLease lease, String database) {
        List<String> names =
                lease.read("list the tables of database " + database, client -> client.get_all_tables(database));
        requiredDatabase(lease, database);
        return names;
    }

    /** Those of the tables that are there; one that went away since it was listed is not. */
    static List<Table> tables(HmsLease lease, String database, Collection<String> names) {
        GetTablesRequest request = new GetTablesRequest(database);
        request.setTblNames(List.copyOf(names));
        request.setCapabilities(CAPABILITIES);
        List<Table> found = lease.read(
                        "read tables of database " + database, client -> client.get_table_objects_by_name_req(request))
                .getTables();
        if (found.size() < names.size()) {
            requiredDatabase(lease, database);
        }
        return found;
    }

    /** Asks as a listing does, so that both show the same. */
    static Optional<Table> table(HmsLease lease, TableRef ref) {
        GetTablesRequest request = new GetTablesRequest(ref.database());
        request.setTblNames(List.of(ref.name()));
        request.setCapabilities(CAPABILITIES);
        return lease.find("read table " + ref, client -> client.get_table_objects_by_name_req(request))
                .flatMap(result -> result.getTables().stream().findFirst());
    }

    static Table requiredTable(HmsLease lease, TableRef ref) {
        return table(lease, ref).orElseThrow(() -> absent("table " + ref));
    }

    /** Whether the server is older than Hive 3: it then cannot change a database's description and location. */
    static boolean isBeforeHive3(HmsLease lease) {
        // Both call themselves 3.0; catalogs came with Hive 3.
        return lease.lacks("ask for its catalogs", ThriftHiveMetastore.Client::get_catalogs);
    }

    private static BridgeException absent(String what) {
        return new BridgeException(ErrorCode.NOT_FOUND, "there is no " + what + " in the Hive Metastore");
    }
}
