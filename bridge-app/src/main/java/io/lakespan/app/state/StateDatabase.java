package io.lakespan.app.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.spi.AgreementStore;
import io.lakespan.spi.ConflictInbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * What Lakespan has to remember between two commands: agreements, conflicts, runs and who syncs now. One embedded database
 * file, or a PostgreSQL database that a team shares; the tables are the same.
 *
 * <p>Several processes may use it at once; a write is durable when its call returns.
 */
public final class StateDatabase implements AutoCloseable {
    private static final int BUSY_TIMEOUT_MILLIS = 10_000;
    private static final int CONNECTIONS = 8;
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Clock clock;

    private StateDatabase(HikariDataSource pool, Clock clock) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.clock = clock;
    }

    /**
     * Opens the file, creating it and bringing its tables to this version where needed.
     *
     * @throws BridgeException {@code INVALID_INPUT} when the file cannot be written, {@code UNSUPPORTED} when a newer
     *     version made its tables
     */
    public static StateDatabase open(Path file) {
        return open(file, Clock.systemUTC());
    }

    static StateDatabase open(Path file, Clock clock) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT, "the folder of the state database " + file + " cannot be made", e);
        }
        HikariConfig config = new HikariConfig();
        config.setDataSource(embedded(file));
        return open(config, file.toString(), clock);
    }

    /**
     * Connects to a PostgreSQL database, bringing its tables to this version where needed.
     *
     * @param url {@code jdbc:postgresql://host/database}
     * @throws BridgeException {@code INVALID_INPUT} for another URL, {@code UNAVAILABLE} when it does not answer or
     *     refuses the user, {@code UNSUPPORTED} when a newer version made its tables
     */
    public static StateDatabase connect(String url, String user, String password) {
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "state.url is '" + url + "'; write it as jdbc:postgresql://host:5432/database");
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        return open(config, url, Clock.systemUTC());
    }

    /** The agreements of one pair of catalogs, such as {@code glue-atlas@prod}. */
    public AgreementStore agreements(String pair) {
        return new SqlAgreementStore(jdbi, pair);
    }

    /** The conflicts of a pair that wait. */
    public ConflictInbox conflicts(String pair) {
        return new SqlConflictInbox(jdbi, pair, clock);
    }

    /** The passes over a pair. */
    public SyncRuns syncRuns(String pair) {
        return new SyncRuns(jdbi, pair, clock);
    }

    /**
     * The right to sync a pair, until it is closed.
     *
     * @param holder who asks, for others to read
     * @throws BridgeException {@code CONFLICT} when somebody else has it
     */
    public SyncLease lease(String pair, String holder) {
        return SyncLease.take(jdbi, pair, holder, clock);
    }

    public CdcRuns runs() {
        return new CdcRuns(jdbi);
    }

    @Override
    public void close() {
        pool.close();
    }

    private static StateDatabase open(HikariConfig config, String name, Clock clock) {
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
        config.setPoolName("lakespan-state");
        HikariDataSource pool = pool(config, name);
        try {
            migrate(pool);
        } catch (FlywayException e) {
            pool.close();
            throw new BridgeException(
                    ErrorCode.UNSUPPORTED,
                    "the tables of the state database " + name + " cannot be brought to this version: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
        return new StateDatabase(pool, clock);
    }

    private static HikariDataSource pool(HikariConfig config, String name) {
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw new BridgeException(
                    ErrorCode.UNAVAILABLE,
                    "the state database " + name + " cannot be opened: "
                            + e.getCause().getMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    private static void migrate(DataSource source) {
        Flyway.configure(StateDatabase.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:io/lakespan/app/state")
                // Without it a database made by a newer version is taken for one without anything to do.
                .ignoreMigrationPatterns("*:pending")
                .validateOnMigrate(true)
                .load()
                .migrate();
    }

    private static DataSource embedded(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        // Two processes that both read first and write then would each wait for the other.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
