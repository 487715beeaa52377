package io.lakespan.app.verify;

import io.lakespan.app.mysql.MySqlErrors;
import io.lakespan.app.mysql.MySqlServer;
import io.lakespan.formats.rows.LakeValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One consistent view of a MySQL server: whatever is committed after it opened is not seen. */
final class MySqlSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MySqlSession.class);
    private static final Map<String, String> DRIVER = Map.of(
            "socketTimeout", "600000",
            // The binary protocol: text rounds floats.
            "useServerPrepStmts", "true",
            "tinyInt1isBit", "false");
    private static final String COLUMNS =
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = ? AND table_name = ?"
                    + " ORDER BY ordinal_position";
    private static final String KEY =
            "SELECT column_name FROM information_schema.statistics WHERE table_schema = ? AND table_name = ?"
                    + " AND index_name = 'PRIMARY' ORDER BY seq_in_index";

    private final MySqlServer server;
    private final Connection connection;

    private MySqlSession(MySqlServer server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    static MySqlSession open(MySqlServer server) {
        try {
            Connection connection = server.connect(DRIVER);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION sql_mode = '', net_write_timeout = 600,"
                        + " transaction_isolation = 'REPEATABLE-READ'");
                statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            return new MySqlSession(server, connection);
        } catch (SQLException e) {
            throw MySqlErrors.of("open a snapshot", server, e);
        }
    }

    /** In the table's order; none when there is no such table or the user may not see it. */
    List<MySqlColumn> columns(SourcePart table) {
        return described(COLUMNS, table, row -> new MySqlColumn(row.getString(1), MySqlType.of(row.getString(2))));
    }

    /** The primary key's columns in its order; none when there is no primary key. */
    List<String> key(SourcePart table) {
        return described(KEY, table, row -> row.getString(1));
    }

    private <T> List<T> described(String sql, SourcePart table, Reading<T> reading) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table.database());
            statement.setString(2, table.table());
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(reading.read(rows));
                }
                return all;
            }
        } catch (SQLException e) {
            throw MySqlErrors.of("describe table " + table.label(), server, e);
        }
    }

    /** Hands over every row, values in the order of the columns. */
    void forEach(SourcePart table, List<MySqlColumn> columns, Consumer<List<LakeValue>> consumer) {
        try (PreparedStatement statement = connection.prepareStatement(select(table, columns))) {
            // The driver's sign for one row at a time; a cursor would first copy the table on the server.
            statement.setFetchSize(Integer.MIN_VALUE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(row(rows, columns));
                }
            }
        } catch (SQLException e) {
            throw MySqlErrors.of("read table " + table.label(), server, e);
        }
    }

    private static String select(SourcePart table, List<MySqlColumn> columns) {
        return columns.stream()
                .map(MySqlColumn::selected)
                .collect(Collectors.joining(
                        ", ", "SELECT ", " FROM " + quoted(table.database()) + "." + quoted(table.table())));
    }

    private static List<LakeValue> row(ResultSet row, List<MySqlColumn> columns) throws SQLException {
        List<LakeValue> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            values.add(columns.get(i).type().getter().read(row, i + 1));
        }
        return values;
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Only a read transaction ends with it.
            LOG.warn("event=mysql-close-failed server={}", server.address(), e);
        }
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }
}
