package io.lakespan.app.state;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** One real PostgreSQL for all tests of this process; it ends with it. */
final class Postgres {
    static final String USER = "postgres";
    static final String PASSWORD = "postgres";
    /** A user who has to know the password. */
    static final String GUARDED_USER = "lakespan";

    private static final AtomicReference<EmbeddedPostgres> RUNNING = new AtomicReference<>();

    private Postgres() {}

    static String url() {
        return url("postgres");
    }

    /** A database of its own, with nothing in it. */
    static String emptyDatabase() {
        String name = "state_" + UUID.randomUUID().toString().replace("-", "");
        execute("CREATE DATABASE " + name);
        return url(name);
    }

    static synchronized String url(String database) {
        if (RUNNING.get() == null) {
            RUNNING.set(start());
            execute("CREATE ROLE " + GUARDED_USER + " LOGIN PASSWORD 'right'");
        }
        return "jdbc:postgresql://127.0.0.1:" + RUNNING.get().getPort() + "/" + database;
    }

    private static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url(), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            Path rules = Files.createTempFile("pg_hba", ".conf");
            rules.toFile().deleteOnExit();
            Files.write(
                    rules,
                    List.of(
                            "local all all trust",
                            "host all " + USER + " 127.0.0.1/32 trust",
                            "host all all 127.0.0.1/32 scram-sha-256"));
            return EmbeddedPostgres.builder()
                    .setServerConfig("hba_file", rules.toString())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
