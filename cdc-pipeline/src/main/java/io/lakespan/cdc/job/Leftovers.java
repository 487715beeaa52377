package io.lakespan.cdc.job;

import com.mysql.cj.jdbc.Driver;
import io.lakespan.cdc.source.DriverThread;
import java.lang.reflect.Field;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.util.ThreadPools;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what libraries leave running for as long as the process lives.
 *
 * <p>A session cluster loads a job's classes anew with each submission; a thread or shutdown hook that is left behind
 * keeps all of them, and after a handful of submissions the process has no room for classes any more.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final String AWS_TIMEOUTS = "software.amazon.awssdk.core.ResponseInputStream$TimeoutScheduler";

    private static final String AWS_CONNECTIONS =
            "software.amazon.awssdk.http.apache.internal.conn.IdleConnectionReaper";
    private static final String CONNECTION_MANAGER = "org.apache.http.conn.HttpClientConnectionManager";

    private static final String HADOOP_STATISTICS =
            "org.apache.hadoop.fs.FileSystem$Statistics$StatisticsDataReferenceCleaner";

    private static final ClassLoader LOADER = Leftovers.class.getClassLoader();

    private Leftovers() {}

    /**
     * Keeps MySQL's driver from staying; to be called before the source connects.
     *
     * <p>A JobManager has no moment at which to clean up after a source. The source finds the driver without
     * {@link DriverManager}, by its class.
     */
    static void prevent() {
        DriverThread.doWithout();
        if (staysLoaded()) {
            return;
        }
        try {
            Class.forName(Driver.class.getName());
            deregisterDrivers();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** To be called when no code of this job runs in the process any more. */
    static void end() {
        if (staysLoaded()) {
            return;
        }
        ThreadPools.getWorkerPool().shutdown();
        ThreadPools.getDeleteWorkerPool().shutdown();
        endAwsTimeouts();
        endIdleConnections();
        MetastoreClients.end();
        releaseHadoop();
        deregisterDrivers();
        removeShutdownHooks();
    }

    /** Where the job is on the process's own class path, its classes are everybody's. */
    private static boolean staysLoaded() {
        return LOADER == ClassLoader.getSystemClassLoader();
    }

    private static void deregisterDrivers() {
        DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == LOADER)
                .forEach(Leftovers::deregister);
    }

    private static void deregister(java.sql.Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            LOG.info("event=leftover-kept what=driver reason=\"{}\"", e.toString());
        }
    }

    /** The SDK offers no way to end the thread that watches over bodies nobody reads. */
    private static void endAwsTimeouts() {
        try {
            Field instance = Class.forName(AWS_TIMEOUTS).getDeclaredField("INSTANCE");
            instance.setAccessible(true);
            if (instance.get(null) instanceof ExecutorService timeouts) {
                timeouts.shutdownNow();
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.info("event=leftover-kept what=aws-timeouts reason=\"{}\"", e.toString());
        }
    }

    /** The SDK's thread that closes idle connections ends with the last of its clients, and Iceberg does not close all. */
    private static void endIdleConnections() {
        try {
            Class<?> type = Class.forName(AWS_CONNECTIONS);
            Class<?> manager = Class.forName(CONNECTION_MANAGER);
            Object reaper = type.getMethod("getInstance").invoke(null);
            Field managers = type.getDeclaredField("connectionManagers");
            managers.setAccessible(true);
            if (managers.get(reaper) instanceof Map<?, ?> open) {
                for (Object connections : List.copyOf(open.keySet())) {
                    type.getMethod("deregisterConnectionManager", manager).invoke(reaper, connections);
                    manager.getMethod("shutdown").invoke(connections);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.info("event=leftover-kept what=idle-connections reason=\"{}\"", e.toString());
        }
    }

    /** Hadoop starts a thread for the life of the process, in the context of the first job that makes it do so. */
    private static void releaseHadoop() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(HADOOP_STATISTICS))
                .forEach(Leftovers::release);
    }

    /** The thread remembers whose code started it in two places. */
    private static void release(Thread thread) {
        thread.setContextClassLoader(Configuration.class.getClassLoader());
        try {
            Field starter = Thread.class.getDeclaredField("inheritedAccessControlContext");
            starter.setAccessible(true);
            starter.set(thread, null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.info("event=leftover-kept what=hadoop-statistics reason=\"{}\"", e.toString());
        }
    }

    /** Those of Iceberg's thread pools, which it lets nobody take back; the JDK lists hooks only for itself. */
    private static void removeShutdownHooks() {
        try {
            Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
            hooks.setAccessible(true);
            if (hooks.get(null) instanceof Map<?, ?> registered) {
                List.copyOf(registered.keySet()).stream()
                        .filter(hook -> hook instanceof Thread thread && thread.getContextClassLoader() == LOADER)
                        .forEach(hook -> Runtime.getRuntime().removeShutdownHook((Thread) hook));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.info("event=leftover-kept what=shutdown-hooks reason=\"{}\"", e.toString());
        }
    }
}
