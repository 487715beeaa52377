package io.lakespan.cdc.job;

import com.github.benmanes.caffeine.cache.Cache;
import java.lang.reflect.Field;
import java.util.concurrent.ThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to a Hive Metastore that Iceberg keeps for the process, and the thread that watches over them. */
final class MetastoreClients {
    private static final Logger LOG = LoggerFactory.getLogger(MetastoreClients.class);
    private static final String POOLS = "org.apache.iceberg.hive.CachedClientPool";
    private static final String WATCH = "hive-metastore-cleaner";

    private MetastoreClients() {}

    /** Closes and ends them; a job that spoke to no metastore has none, and loads none of Hive's classes for this. */
    static void end() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(WATCH))
                .forEach(MetastoreClients::end);
    }

    /** Iceberg offers no way to end them. */
    private static void end(Thread watch) {
        try {
            Object worker = value(Thread.class.getDeclaredField("target"), watch);
            if (value(worker.getClass().getDeclaredField("this$0"), worker) instanceof ThreadPoolExecutor executor
                    && ours(executor)) {
                close();
                executor.shutdownNow();
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.info("event=leftover-kept what=metastore-clients reason=\"{}\"", e.toString());
        }
    }

    /** Other jobs have such a thread too; its context says nothing, for a pool of the JDK's starts it. */
    private static boolean ours(ThreadPoolExecutor executor) {
        return executor.getThreadFactory().getClass().getClassLoader() == MetastoreClients.class.getClassLoader();
    }

    private static void close() throws ReflectiveOperationException {
        if (value(Class.forName(POOLS).getDeclaredField("clientPoolCache"), POOLS) instanceof Cache<?, ?> pools) {
            pools.invalidateAll();
        }
    }

    /** Of a static field too, whose owner does not count. */
    private static Object value(Field field, Object owner) throws IllegalAccessException {
        field.setAccessible(true);
        return field.get(owner);
    }
}
