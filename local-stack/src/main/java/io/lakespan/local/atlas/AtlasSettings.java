package io.lakespan.local.atlas;

import io.lakespan.local.StackContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What stands in {@code atlas-application.properties}. */
final class AtlasSettings {
    private final StackContext context;
    private final AtlasFolders folders;

    AtlasSettings(StackContext context, AtlasFolders folders) {
        this.context = context;
        this.folders = folders;
    }

    String text() {
        Map<String, String> all = new TreeMap<>();
        all.putAll(storage());
        all.putAll(index());
        all.putAll(server());
        all.putAll(notification());
        return all.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + escaped(setting.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private Map<String, String> storage() {
        return Map.of(
                "atlas.graph.storage.backend",
                "berkeleyje",
                "atlas.graph.storage.directory",
                folders.graph().toString(),
                // Shares of the heap; the defaults are 65 % and half of it.
                "atlas.graph.storage.berkeleyje.cache-percentage",
                "20",
                "atlas.graph.cache.db-cache-size",
                "0.15",
                "atlas.EntityAuditRepository.impl",
                AtlasWebApp.AUDIT_STORE);
    }

    private Map<String, String> index() {
        return Map.of(
                "atlas.graph.index.search.backend",
                "solr",
                "atlas.graph.index.search.solr.mode",
                "http",
                "atlas.graph.index.search.solr.http-urls",
                address("solr.port") + "/solr",
                "atlas.graph.index.search.solr.wait-searcher",
                "false",
                "atlas.search.freetext.enable",
                "true");
    }

    private Map<String, String> server() {
        return Map.of(
                "atlas.server.bind.address",
                "127.0.0.1",
                "atlas.server.http.port",
                String.valueOf(context.port("atlas.port")),
                "atlas.rest.address",
                address("atlas.port"),
                "atlas.server.run.setup.on.start",
                "false",
                "atlas.authentication.method.file",
                "true",
                "atlas.authentication.method.file.filename",
                folders.users().toString(),
                "atlas.authorizer.impl",
                "simple",
                "atlas.authorizer.simple.authz.policy.file",
                folders.policy().toString());
    }

    private Map<String, String> notification() {
        Map<String, String> kafka = new TreeMap<>();
        kafka.put("atlas.notification.embedded", "true");
        kafka.put("atlas.kafka.data", folders.kafka().toString());
        kafka.put("atlas.kafka.bootstrap.servers", "127.0.0.1:" + context.port("atlas.kafka-port"));
        kafka.put("atlas.kafka.zookeeper.connect", "127.0.0.1:" + context.port("atlas.zookeeper-port"));
        kafka.put("atlas.kafka.zookeeper.session.timeout.ms", "4000");
        kafka.put("atlas.kafka.zookeeper.connection.timeout.ms", "10000");
        kafka.put("atlas.kafka.hook.group.id", "atlas");
        kafka.put("atlas.kafka.enable.auto.commit", "false");
        kafka.put("atlas.kafka.auto.offset.reset", "earliest");
        kafka.put("atlas.kafka.poll.timeout.ms", "1000");
        kafka.put("atlas.kafka.num.partitions", "1");
        kafka.put("atlas.kafka.offsets.topic.num.partitions", "1");
        kafka.put("atlas.kafka.offsets.topic.replication.factor", "1");
        // Held in memory from the start; the default is 128 MB.
        kafka.put("atlas.kafka.log.cleaner.dedupe.buffer.size", String.valueOf(2 << 20));
        kafka.put("atlas.kafka.controlled.shutdown.enable", "false");
        return kafka;
    }

    private String address(String port) {
        return "http://127.0.0.1:" + context.port(port);
    }

    // A comma separates the elements of a list.
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(",", "\\,");
    }
}
