package io.lakespan.app.mysql;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** A MySQL server and who to be there; its text form hides the password. */
public record MySqlServer(String host, int port, String user, String password) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    public MySqlServer {
        requireNonNull(host, "host");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /**
     * Opens a session in UTC.
     *
     * @param options further properties of the JDBC driver
     */
    public Connection connect(Map<String, String> options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10000");
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        // Without TLS the server's key comes in the clear, which only on this machine nobody can swap.
        properties.setProperty("allowPublicKeyRetrieval", Boolean.toString(LOOPBACK.contains(host)));
        properties.putAll(options);
        return DriverManager.getConnection(url(), properties);
    }

    private String url() {
        return "jdbc:mysql://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
    }

    /** {@code host:port}, as messages name it. */
    public String address() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        return "MySqlServer[" + user + "@" + address() + "]";
    }
}
