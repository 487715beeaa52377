package io.lakespan.cdc.source;

import com.mysql.cj.jdbc.Driver;
import io.lakespan.cdc.definition.MySqlOptions;
import io.lakespan.cdc.definition.SecretResolver;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** An open connection to the source; one thread at a time. */
final class MySqlServer implements AutoCloseable {
    private static final int ACCESS_DENIED = 1045;
    private static final int SYNTAX_ERROR = 1064;

    private final MySqlOptions options;
    private final Connection connection;

    private MySqlServer(MySqlOptions options, Connection connection) {
        this.options = options;
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @throws BridgeException {@code UNAUTHENTICATED} when the user or password is refused, {@code UNAVAILABLE} when
     *     nothing answers
     */
    static MySqlServer open(MySqlOptions options, SecretResolver secrets) {
        DriverThread.doWithout();
        try {
            // The driver itself: DriverManager does not see classes that a Flink job brings along.
            return new MySqlServer(options, new Driver().connect(url(options), properties(options, secrets)));
        } catch (SQLException e) {
            throw refused(options, e);
        }
    }

    private static String url(MySqlOptions options) {
        return "jdbc:mysql://" + options.address() + "/";
    }

    private static Properties properties(MySqlOptions options, SecretResolver secrets) {
        Properties properties = new Properties();
        properties.setProperty("user", options.username());
        properties.setProperty("password", secrets.resolve(options.password()));
        properties.setProperty("connectTimeout", "10000");
        properties.setProperty("socketTimeout", "60000");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("tinyInt1isBit", "false");
        properties.putAll(secrets.resolve(options.jdbc()));
        return properties;
    }

    private static BridgeException refused(MySqlOptions options, SQLException e) {
        if (e.getErrorCode() == ACCESS_DENIED || "28000".equals(e.getSQLState())) {
            return new BridgeException(
                    ErrorCode.UNAUTHENTICATED,
                    "cannot log in to MySQL at " + options.address() + " as user '" + options.username()
                            + "': the user or its password is refused; mend username or password of the source",
                    e);
        }
        return new BridgeException(
                ErrorCode.UNAVAILABLE,
                "cannot reach MySQL at " + options.address() + " (user '" + options.username() + "'): " + summary(e)
                        + "; start it, or mend hostname or port of the source",
                e);
    }

    private static String summary(SQLException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = Optional.ofNullable(root.getMessage()).orElse(root.toString());
        return message.lines().findFirst().orElse("no answer");
    }

    /** One row of a result. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows of a query. */
    <T> List<T> query(String sql, Row<T> row) {
        return query(sql, List.of(), row);
    }

    /** All rows of a query with arguments. */
    <T> List<T> query(String sql, List<String> arguments, Row<T> row) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.size(); i++) {
                statement.setString(i + 1, arguments.get(i));
            }
            return rows(statement, row);
        } catch (SQLException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE, "cannot ask MySQL at " + options.address() + ": " + summary(e), e);
        }
    }

    private static <T> List<T> rows(PreparedStatement statement, Row<T> row) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row.read(result));
            }
            return rows;
        }
    }

    /** The server's refusal of a statement; empty when it is carried out, or when the server does not know it. */
    Optional<String> refusal(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return Optional.empty();
        } catch (SQLException e) {
            return e.getErrorCode() == SYNTAX_ERROR ? Optional.empty() : Optional.of(summary(e));
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE, "cannot close the connection to MySQL at " + options.address(), e);
        }
    }
}
