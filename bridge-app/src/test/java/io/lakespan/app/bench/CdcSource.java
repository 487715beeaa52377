package io.lakespan.app.bench;

import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.local.LocalStack;
import io.lakespan.local.Secrets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The MySQL that both ways read. */
final class CdcSource implements AutoCloseable {
    /** Changes of one transaction in a table: half of them updates, a quarter deletes, a quarter inserts. */
    static final int CHANGES_AT_ONCE = 1_000;

    private static final int UPDATES = CHANGES_AT_ONCE / 2;
    private static final int DELETES = CHANGES_AT_ONCE / 4;

    private final Connection connection;

    CdcSource(LocalStack stack) throws SQLException {
        MySqlServer server = new MySqlServer(
                "127.0.0.1", stack.port("mysql.port"), "root", stack.secret(Secrets.MYSQL_ROOT_PASSWORD));
        connection = server.connect(Map.of());
        execute("SET SESSION cte_max_recursion_depth = 100000000");
    }

    /** Makes the tables and fills them past the binlog. */
    void create(CdcTables tables) throws SQLException {
        execute("CREATE DATABASE " + tables.database());
        for (String name : tables.names()) {
            execute(tables.createSql(name));
            execute("SET sql_log_bin = 0");
            execute(tables.fillSql(name));
            execute("SET sql_log_bin = 1");
        }
    }

    /**
     * Changes every table, one transaction of a table after one of another. The oldest rows go, as many new ones come, and
     * of those between some change twice; the last change of a table is an insert.
     *
     * @param each changes of each table
     */
    void change(CdcTables tables, int each) throws SQLException {
        for (int batch = 0; batch < each / CHANGES_AT_ONCE; batch++) {
            for (String name : tables.names()) {
                change(tables.database() + "." + name, tables.rows(), batch);
            }
        }
    }

    /** How many rows of the lake such changes write: a deleted row is none. */
    static long written(int changes) {
        return (long) changes / CHANGES_AT_ONCE * (CHANGES_AT_ONCE - DELETES);
    }

    private void change(String table, int rows, int batch) throws SQLException {
        long oldest = number("SELECT MIN(id) FROM " + table);
        long next = oldest + rows;
        // Far enough from the oldest to be there still, and again and again in the same quarter of the table.
        long updated = oldest + rows / 2 + (long) batch * UPDATES % (rows / 4);
        connection.setAutoCommit(false);
        execute(
                "UPDATE %s SET quantity = quantity + 1, status = 'changed', updated = updated + INTERVAL 1 SECOND WHERE id >= %d AND id < %d"
                        .formatted(table, updated, updated + UPDATES));
        execute("DELETE FROM %s WHERE id < %d".formatted(table, oldest + DELETES));
        execute("""
                INSERT INTO %s SELECT id + %d, customer, sku, title, 'new', quantity, price, weight, placed, updated
                FROM %1$s WHERE id >= %3$d""".formatted(table, DELETES, next - DELETES));
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** The readers of the binlog that are connected. */
    int binlogReaders() throws SQLException {
        return (int) number("SELECT COUNT(*) FROM information_schema.processlist WHERE command LIKE 'Binlog Dump%'");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
