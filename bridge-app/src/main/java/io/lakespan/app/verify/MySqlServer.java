package io.lakespan.app.verify;

import static java.util.Objects.requireNonNull;

/** A MySQL server and who to be there; its text form hides the password. */
public record MySqlServer(String host, int port, String user, String password) {
    public MySqlServer {
        requireNonNull(host, "host");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
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
