package io.lakespan.local.hms;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The metastore's configuration file, which it finds on its class path. */
final class MetastoreSite {
    // By name: the class extends one of Hadoop's, which is not on the class path of the command line.
    static final String FILE_SYSTEM = "io.lakespan.local.hms.NoOpFileSystem";

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("metastore.warehouse.dir", "s3a://lakehouse/warehouse"),
            Map.entry("metastore.schema.verification", "false"),
            // The default names a task of Hive's replication, which is not here either.
            Map.entry("metastore.task.threads.always", "org.apache.hadoop.hive.metastore.events.EventCleanerTask"),
            Map.entry("datanucleus.autoStartMechanismMode", "ignored"),
            Map.entry("datanucleus.schema.autoCreateAll", "true"),
            // The default lies in Hive's query engine, which is not here.
            Map.entry("metastore.expression.proxy", "org.apache.hadoop.hive.metastore.DefaultPartitionExpressionProxy"),
            // Iceberg and Hudi change column types in ways that Hive's own check does not know.
            Map.entry("metastore.disallow.incompatible.col.type.changes", "false"),
            Map.entry("metastore.metastore.event.db.notification.api.auth", "false"),
            Map.entry("metastore.server.min.threads", "4"),
            Map.entry("metastore.server.max.threads", "200"),
            Map.entry("fs.s3.impl", FILE_SYSTEM),
            Map.entry("fs.s3a.impl", FILE_SYSTEM),
            Map.entry("fs.s3n.impl", FILE_SYSTEM));

    private MetastoreSite() {}

    static String xml(int port) {
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.put("metastore.thrift.port", Integer.toString(port));
        return settings.entrySet().stream()
                .map(setting -> "  <property><name>" + setting.getKey() + "</name><value>" + setting.getValue()
                        + "</value></property>\n")
                .collect(Collectors.joining("", "<configuration>\n", "</configuration>\n"));
    }
}
