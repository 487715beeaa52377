package io.lakespan.app.state;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.spi.AgreementStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * What Lakespan has to remember between two commands: agreements and runs, in one embedded database file.
 *
 * <p>Several commands may use the file at once; a write is durable when its call returns.
 */
public final class StateDatabase {
    private static final int BUSY_TIMEOUT_MILLIS = 10_000;

    private final Jdbi jdbi;

    private StateDatabase(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Opens the file, creating it and bringing its tables to this version where needed.
     *
     * @throws BridgeException {@code INVALID_INPUT} when the file cannot be written
     */
    public static StateDatabase open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT, "the folder of the state database " + file + " cannot be made", e);
        }
        SQLiteDataSource source = dataSource(file);
        Flyway.configure(StateDatabase.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:io/lakespan/app/state")
                .load()
                .migrate();
        return new StateDatabase(Jdbi.create(source));
    }

    /** The agreements of one pair of catalogs, such as {@code glue-atlas}. */
    public AgreementStore agreements(String pair) {
        return new SqlAgreementStore(jdbi, pair);
    }

    public CdcRuns runs() {
        return new CdcRuns(jdbi);
    }

    private static SQLiteDataSource dataSource(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
