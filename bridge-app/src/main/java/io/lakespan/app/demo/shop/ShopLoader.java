package io.lakespan.app.demo.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;

/** Fills tables with many rows a statement and many statements a transaction. */
final class ShopLoader {
    private static final int BATCH = 1_000;
    private static final int TRANSACTION = 10_000;

    private final Connection connection;
    private final ShopRows rows;
    private final ShopListener listener;

    ShopLoader(Connection connection, ShopRows rows, ShopListener listener) {
        this.connection = connection;
        this.rows = rows;
        this.listener = listener;
    }

    void load(ShopTable table) throws SQLException {
        connection.setAutoCommit(false);
        withoutChecks(connection);
        try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
            int count = 0;
            for (Iterator<Object[]> all = table.rows(rows).iterator(); all.hasNext(); count++) {
                if (count > 0 && count % BATCH == 0) {
                    insert.executeBatch();
                }
                if (count > 0 && count % TRANSACTION == 0) {
                    commit(table, count);
                }
                bind(insert, all.next());
                insert.addBatch();
            }
            insert.executeBatch();
            commit(table, count);
        }
    }

    private void commit(ShopTable table, int count) throws SQLException {
        connection.commit();
        listener.loaded(table.tableName(), count);
    }

    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** The rows are made to fit each other; to look that up again for each takes half of the time. */
    private static void withoutChecks(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION foreign_key_checks = 0, unique_checks = 0");
        }
    }
}
