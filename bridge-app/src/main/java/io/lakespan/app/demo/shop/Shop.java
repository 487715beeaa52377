package io.lakespan.app.demo.shop;

import static java.util.Objects.requireNonNull;

import io.lakespan.app.mysql.MySqlErrors;
import io.lakespan.app.mysql.MySqlServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The sample shop: database {@code shop} with five related tables, 50,000 orders and what belongs to them.
 *
 * <p>The same seed makes the same rows, to the last byte.
 */
public final class Shop {
    public static final String DATABASE = "shop";
    /** The seed that the demonstration uses. */
    public static final long SEED = 20_260_228;

    private final MySqlServer server;
    private final long seed;

    /** @param server with a user who may create and drop databases */
    public Shop(MySqlServer server, long seed) {
        this.server = requireNonNull(server, "server");
        this.seed = seed;
    }

    /** Those that others refer to first. */
    public static List<String> tables() {
        return Arrays.stream(ShopTable.values()).map(ShopTable::tableName).toList();
    }

    /**
     * Drops the shop if it is there, creates it and fills it. When that fails, no shop is left behind.
     *
     * @throws io.lakespan.error.BridgeException {@code UNAVAILABLE}, {@code UNAUTHENTICATED} or
     *     {@code PERMISSION_DENIED}
     */
    public void recreate(ShopListener listener) {
        try (Connection connection = connect()) {
            create(connection);
            fill(connection, listener);
        } catch (SQLException e) {
            throw MySqlErrors.of("create the database " + DATABASE, server, e);
        }
    }

    /** Drops the shop if it is there. */
    public void drop() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            drop(statement);
        } catch (SQLException e) {
            throw MySqlErrors.of("drop the database " + DATABASE, server, e);
        }
    }

    private Connection connect() throws SQLException {
        return server.connect(Map.of("rewriteBatchedStatements", "true"));
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            drop(statement);
            for (String sql : schema().split(";\\s*(?:\\n|$)")) {
                statement.execute(sql);
            }
        }
    }

    private void fill(Connection connection, ShopListener listener) throws SQLException {
        try {
            ShopLoader loader = new ShopLoader(connection, new ShopRows(seed), listener);
            for (ShopTable table : ShopTable.values()) {
                loader.load(table);
            }
        } catch (SQLException e) {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                drop(statement);
            } catch (SQLException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    private static void drop(Statement statement) throws SQLException {
        statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
    }

    private static String schema() {
        try (InputStream resource = requireNonNull(Shop.class.getResourceAsStream("schema.sql"), "schema.sql")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
