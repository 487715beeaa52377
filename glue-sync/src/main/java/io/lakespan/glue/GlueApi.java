package io.lakespan.glue;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.TableRef;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** The actions of one Glue Data Catalog, each with its words for people. */
final class GlueApi implements AutoCloseable {
    /** How many calls of one listing or batch are under way at a time. */
    static final int PARALLEL = 5;

    private static final int SHARE_OF_TIMEOUT = 15;
    private static final int IDLE_SECONDS = 10;

    private final GlueClients clients;
    private final GlueCalls calls;
    private final ThreadPoolExecutor threads;
    // Null is the SDK's word for the caller's own.
    private final String catalogId;

    private GlueApi(GlueClients clients, GlueConfig config) {
        this.clients = clients;
        this.calls = new GlueCalls(longestWait(config.callTimeout()));
        this.threads = pool();
        this.catalogId = config.catalogId().orElse(null);
    }

    static GlueApi open(GlueConfig config) {
        return new GlueApi(GlueClients.open(config), config);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        clients.close();
    }

    GlueCalls calls() {
        return calls;
    }

    GlueClient reads() {
        return clients.reads();
    }

    GlueClient writes() {
        return clients.writes();
    }

    ExecutorService threads() {
        return threads;
    }

    String catalogId() {
        return catalogId;
    }

    SortedMap<String, Long> counted() {
        return clients.counter().counted();
    }

    GetDatabasesResponse databasePage(Optional<String> token) {
        return calls.read("list the databases", () -> reads().getDatabases(
                        list -> list.catalogId(catalogId).nextToken(token.orElse(null))));
    }

    GetTablesResponse tablePage(String database, Optional<String> token) {
        return calls.read(
                "list the tables of database " + database, () -> reads().getTables(list -> list.catalogId(catalogId)
                        .databaseName(database.toLowerCase(Locale.ROOT))
                        .nextToken(token.orElse(null))));
    }

    Optional<Database> find(String name) {
        return calls.find("read database " + name, () -> reads().getDatabase(
                        get -> get.catalogId(catalogId).name(name.toLowerCase(Locale.ROOT)))
                .database());
    }

    Optional<Table> find(TableRef ref) {
        return calls.find("read table " + ref, () -> reads().getTable(get ->
                        get.catalogId(catalogId).databaseName(ref.database()).name(ref.name()))
                .table());
    }

    Database require(String name) {
        return find(name).orElseThrow(() -> absent("database " + name));
    }

    Table require(TableRef ref) {
        return find(ref).orElseThrow(() -> absent("table " + ref));
    }

    void create(DatabaseInput input) {
        calls.write("create database " + input.name(), () -> writes().createDatabase(
                        create -> create.catalogId(catalogId).databaseInput(input)));
    }

    void update(DatabaseInput input) {
        calls.write("update database " + input.name(), () -> writes().updateDatabase(
                        update -> update.catalogId(catalogId).name(input.name()).databaseInput(input)));
    }

    void create(TableRef ref, TableInput input) {
        calls.write("create table " + ref, () -> writes().createTable(create ->
                create.catalogId(catalogId).databaseName(ref.database()).tableInput(input)));
    }

    /** Glue refuses it when the table is at another version; no former version is kept. */
    void update(TableRef ref, TableInput input, String versionId) {
        calls.write("update table " + ref, () -> writes().updateTable(update -> update.catalogId(catalogId)
                .databaseName(ref.database())
                .versionId(versionId)
                .skipArchive(true)
                .tableInput(input)));
    }

    void delete(TableRef ref) {
        calls.write("drop table " + ref, () -> writes().deleteTable(delete ->
                delete.catalogId(catalogId).databaseName(ref.database()).name(ref.name())));
    }

    void delete(String database) {
        calls.write("drop database " + database, () -> writes().deleteDatabase(
                        delete -> delete.catalogId(catalogId).name(database)));
    }

    private static BridgeException absent(String what) {
        return new BridgeException(ErrorCode.NOT_FOUND, "there is no " + what + " in Glue");
    }

    private static Duration longestWait(Duration callTimeout) {
        return callTimeout.dividedBy(SHARE_OF_TIMEOUT);
    }

    private static ThreadPoolExecutor pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                2 * PARALLEL, 2 * PARALLEL, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "glue-calls");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
