package io.lakespan.app.bench;

import java.lang.management.ManagementFactory;

/** Where figures were taken, and what else went on there. */
final class Machine {
    private Machine() {}

    static String text() {
        return "%d cores, JDK %s, load average at the start %.1f"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
