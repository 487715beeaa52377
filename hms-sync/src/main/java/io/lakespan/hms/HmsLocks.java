package io.lakespan.hms;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.TableRef;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hadoop.hive.metastore.api.LockComponent;
import org.apache.hadoop.hive.metastore.api.LockLevel;
import org.apache.hadoop.hive.metastore.api.LockRequest;
import org.apache.hadoop.hive.metastore.api.LockType;
import org.apache.hadoop.hive.metastore.api.ShowLocksRequest;
import org.apache.hadoop.hive.metastore.api.ShowLocksResponseElement;
import org.apache.hadoop.hive.metastore.api.UnlockRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metastore's exclusive locks, which Hive and Iceberg take, too. */
final class HmsLocks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HmsLocks.class);
    private final HmsConnections connections;
    private final HmsConfig config;
    private final ScheduledExecutorService heart;

    HmsLocks(HmsConnections connections, HmsConfig config) {
        this.connections = connections;
        this.config = config;
        this.heart = heart();
    }

    /** Waits until nobody else holds the table; the caller lets go by closing. */
    HmsLock table(HmsLease lease, TableRef ref) {
        LockComponent component = new LockComponent(LockType.EXCLUSIVE, LockLevel.TABLE, ref.database());
        component.setTablename(ref.name());
        return locked(lease, "table " + ref, component);
    }

    /** Waits until nobody else holds the database or a table of it. */
    HmsLock database(HmsLease lease, String name) {
        return locked(lease, "database " + name, new LockComponent(LockType.EXCLUSIVE, LockLevel.DB, name));
    }

    @Override
    public void close() {
        heart.shutdownNow();
    }

    private HmsLock locked(HmsLease lease, String what, LockComponent component) {
        LockRequest request = new LockRequest(List.of(component), user(), host());
        request.setAgentInfo(LockOwner.ofThisProcess());
        HmsLock lock =
                new HmsLock(lease, connections, what, lease.once("lock " + what, client -> client.lock(request)));
        try {
            lock.await(config.timeouts().lock(), () -> releaseOrphans(lease, what, component.getDbname()));
            lock.beat(heart, config.timeouts().heartbeat());
            return lock;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Gives back in place of those who cannot any more: killed processes, and ours when the metastore was away. */
    private static void releaseOrphans(HmsLease lease, String what, String database) {
        ShowLocksRequest ofDatabase = new ShowLocksRequest();
        ofDatabase.setDbname(database);
        lease.read("show the locks of " + what, client -> client.show_locks(ofDatabase)).getLocks().stream()
                .filter(HmsLocks::isOrphan)
                .forEach(orphan -> release(lease, orphan));
    }

    private static boolean isOrphan(ShowLocksResponseElement lock) {
        return HmsLock.NOT_RELEASED.contains(lock.getLockid())
                || lock.isSetAgentInfo() && LockOwner.isGone(lock.getAgentInfo());
    }

    private static void release(HmsLease lease, ShowLocksResponseElement orphan) {
        try {
            lease.remove(
                    "unlock for " + orphan.getAgentInfo(),
                    client -> client.unlock(new UnlockRequest(orphan.getLockid())));
        } catch (BridgeException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
            // Somebody else was quicker: the lock is gone.
        }
        HmsLock.NOT_RELEASED.remove(orphan.getLockid());
        log.info("event=orphaned-lock-released lock={} owner=\"{}\"", orphan.getLockid(), orphan.getAgentInfo());
    }

    private String user() {
        return config.kerberos()
                .flatMap(HmsConfig.Kerberos::principal)
                .or(config::user)
                .orElseGet(() -> System.getProperty("user.name", "lakespan"));
    }

    // Only shown to whoever asks the metastore who holds a lock.
    private static String host() {
        return InetAddress.getLoopbackAddress().getHostName() + "/"
                + ProcessHandle.current().pid();
    }

    private static ScheduledExecutorService heart() {
        ScheduledThreadPoolExecutor heart = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "hms-lock-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        heart.setRemoveOnCancelPolicy(true);
        return heart;
    }
}
