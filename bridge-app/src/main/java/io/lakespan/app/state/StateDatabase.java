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
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
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
    private static final String CONNECT_TIMEOUT_SECONDS = "10";
    private static final String ANSWER_TIMEOUT_SECONDS = "60";

    private final HikariDataSource pool;
    private final StateConnections connections;
    private final Clock clock;
    private final Predicate<String> gone;

    private StateDatabase(HikariDataSource pool, StateConnections connections, Presence presence) {
        this.pool = pool;
        this.connections = connections;
        this.clock = presence.clock().apply(connections);
        this.gone = presence.gone();
    }

    /** Whose time counts, and which holders of a lease are no more for certain. */
    private record Presence(Function<StateConnections, Clock> clock, Predicate<String> gone) {
        static Presence onThisMachine(Clock clock) {
            return new Presence(connections -> clock, Holder::gone);
        }

        /** Machines that share a server may have the same name: only time tells who is gone. */
        static Presence onAServer(Function<StateConnections, Clock> clock) {
            return new Presence(clock, holder -> false);
        }
    }

    /**
     * Opens the file, creating it and bringing its tables to this version where needed.
     *
     * @throws BridgeException {@code INVALID_INPUT} when the file cannot be written, {@code CORRUPT} when it is no
     *     database, {@code UNSUPPORTED} when a newer version made its tables
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
        return open(config, file.toString(), Presence.onThisMachine(clock));
    }

    /**
     * Connects to a PostgreSQL database, bringing its tables to this version where needed. Times are the server's.
     *
     * @param url {@code jdbc:postgresql://host/database}, with the driver's options after a question mark
     * @throws BridgeException {@code INVALID_INPUT} for another URL, {@code UNAVAILABLE} when it does not answer,
     *     {@code UNAUTHENTICATED} when it refuses the user, {@code NOT_FOUND} when it has no such database,
     *     {@code UNSUPPORTED} when a newer version made its tables
     */
    public static StateDatabase connect(String url, String user, String password) {
        return open(server(url, user, password), withoutOptions(url), Presence.onAServer(ServerClock::new));
    }

    static StateDatabase connect(String url, String user, String password, Clock clock) {
        return open(server(url, user, password), withoutOptions(url), Presence.onAServer(connections -> clock));
    }

    /** The agreements of one pair of catalogs, such as {@code glue-atlas@prod}. */
    public AgreementStore agreements(String pair) {
        return new SqlAgreementStore(connections, pair);
    }

    /** The conflicts of a pair that wait. */
    public ConflictInbox conflicts(String pair) {
        return new SqlConflictInbox(connections, pair, clock);
    }

    /** The passes over a pair. */
    public SyncRuns syncRuns(String pair) {
        return syncRunsKeeping(pair, SyncRuns.KEPT);
    }

    SyncRuns syncRunsKeeping(String pair, int passes) {
        return new SyncRuns(connections, leaseRow(pair), clock, passes);
    }

    /**
     * The right to sync a pair, until it is closed.
     *
     * @param holder who asks, for others to read
     * @throws BridgeException {@code CONFLICT} when somebody else has it
     */
    public SyncLease lease(String pair, String holder) {
        LeaseRow row = leaseRow(pair);
        return SyncLease.tryTake(row, holder, SyncLease.LIFE).orElseThrow(() -> SyncLease.refused(row));
    }

    /**
     * The right to sync a pair, or nothing when somebody else has it.
     *
     * @param life how long after its holder's death the lease ends
     */
    public Optional<SyncLease> tryLease(String pair, String holder, Duration life) {
        return SyncLease.tryTake(leaseRow(pair), holder, life);
    }

    public CdcRuns runs() {
        return new CdcRuns(connections);
    }

    @Override
    public void close() {
        pool.close();
    }

    private LeaseRow leaseRow(String pair) {
        return new LeaseRow(connections, pair, clock, gone);
    }

    private static StateDatabase open(HikariConfig config, String name, Presence presence) {
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
        config.setPoolName("lakespan-state");
        HikariDataSource pool = pool(config, name);
        try {
            StateTables.migrate(pool, name);
        } catch (BridgeException e) {
            pool.close();
            throw e;
        }
        return new StateDatabase(pool, new StateConnections(pool, name), presence);
    }

    private static HikariDataSource pool(HikariConfig config, String name) {
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw StateErrors.translated("the state database " + name + " cannot be opened", e);
        }
    }

    private static HikariConfig server(String url, String user, String password) {
        // A user before the host is not PostgreSQL's form, and its password would stand in messages.
        if (!url.startsWith("jdbc:postgresql://") || withoutOptions(url).contains("@")) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "state.url is '" + withoutOptions(url).replaceFirst("//.*@", "//…@")
                            + "'; write it as jdbc:postgresql://host:5432/database, with state.user and"
                            + " state.password beside it");
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
        config.addDataSourceProperty("socketTimeout", ANSWER_TIMEOUT_SECONDS);
        config.addDataSourceProperty("ApplicationName", "lakespan");
        return config;
    }

    private static String withoutOptions(String url) {
        int options = url.indexOf('?');
        return options < 0 ? url : url.substring(0, options);
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
