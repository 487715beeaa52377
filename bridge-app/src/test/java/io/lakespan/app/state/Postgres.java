package io.lakespan.app.state;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;

/** One real PostgreSQL for all tests of this process; it ends with it. */
final class Postgres {
    static final String USER = "postgres";
    static final String PASSWORD = "postgres";

    private static final AtomicReference<EmbeddedPostgres> RUNNING = new AtomicReference<>();

    private Postgres() {}

    static synchronized String url() {
        if (RUNNING.get() == null) {
            RUNNING.set(start());
        }
        return "jdbc:postgresql://127.0.0.1:" + RUNNING.get().getPort() + "/postgres";
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
