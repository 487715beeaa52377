package io.lakespan.cdc.source;

import com.mysql.cj.conf.PropertyDefinitions;

/**
 * The thread by which MySQL's driver closes connections that someone forgot.
 *
 * <p>It never ends and keeps the driver's classes with it: on a Flink cluster, those of every job that was ever
 * submitted. Nothing here forgets a connection.
 */
public final class DriverThread {
    private DriverThread() {}

    /** Keeps it from starting; to be called before the first connection. */
    public static void doWithout() {
        System.setProperty(PropertyDefinitions.SYSP_disableAbandonedConnectionCleanup, "true");
    }
}
