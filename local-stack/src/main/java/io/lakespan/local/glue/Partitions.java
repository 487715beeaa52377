package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;

/** What happens to one partition, asked for alone or in a batch. */
final class Partitions {
    private final Clock clock;

    Partitions(Clock clock) {
        this.clock = clock;
    }

    static PartitionRow require(Session session, TableRow table, List<String> values) {
        Shapes.requireOneEach(values, table.partitionKeys());
        return session.partitions().require(table, values);
    }

    void create(Session session, TableRow table, Request input) {
        Shapes.partition(input, table.partitionKeys());
        List<String> values = values(input);
        requireFree(session, table, values);
        session.partitions()
                .insert(table, values, document(input).put("CreationTime", GlueJson.seconds(clock.instant())));
    }

    /** Replaces everything but the time of creation; other values in the input move the partition. */
    void update(Session session, TableRow table, List<String> values, Request input) {
        PartitionRow current = require(session, table, values);
        Shapes.partition(input, table.partitionKeys());
        if (!values(input).equals(values)) {
            requireFree(session, table, values(input));
        }
        ObjectNode document = document(input);
        document.set("CreationTime", current.document().get("CreationTime"));
        session.partitions().update(new PartitionRow(current.id(), PartitionRow.key(values(input)), document));
    }

    private static void requireFree(Session session, TableRow table, List<String> values) {
        session.partitions().find(table, values).ifPresent(there -> {
            throw GlueError.alreadyExists("Partition " + values);
        });
    }

    private static List<String> values(Request input) {
        return input.requiredTexts("Values", Integer.MAX_VALUE);
    }

    private static ObjectNode document(Request input) {
        return input.fields().deepCopy().put("CatalogId", Account.ID);
    }
}
