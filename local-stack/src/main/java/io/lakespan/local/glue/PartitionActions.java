package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.local.glue.expression.ExpressionException;
import io.lakespan.local.glue.expression.PartitionFilter;
import io.lakespan.local.glue.expression.PartitionFilter.KeyColumn;
import java.time.Clock;
import java.util.List;

/** Partitions, one at a time, and listings of them by segment and expression. */
final class PartitionActions {
    private static final int MOST_VALUES = Integer.MAX_VALUE;

    private final Partitions partitions;

    PartitionActions(Clock clock) {
        this.partitions = new Partitions(clock);
    }

    void addTo(Actions actions) {
        actions.write("CreatePartition", this::create);
        actions.read("GetPartition", this::get);
        actions.read("GetPartitions", this::list);
        actions.write("UpdatePartition", this::update);
        actions.write("DeletePartition", this::delete);
    }

    private ObjectNode create(Request request, Session session) {
        partitions.create(session, table(request, session), request.object("PartitionInput"));
        return GlueJson.object();
    }

    private ObjectNode get(Request request, Session session) {
        TableRow table = table(request, session);
        PartitionRow partition = Partitions.require(session, table, values(request, "PartitionValues"));
        return GlueJson.object().set("Partition", partition.answer(table));
    }

    private ObjectNode list(Request request, Session session) {
        TableRow table = table(request, session);
        PartitionRows.Selection selection = new PartitionRows.Selection(
                Segment.of(request.optionalObject("Segment")),
                request.after(),
                filter(request.text("Expression").orElse(""), table));
        boolean bare = request.isSet("ExcludeColumnSchema");
        return Page.of(
                        session.partitions().selected(table, selection),
                        request.pageSize(Limits.PARTITIONS_A_PAGE),
                        PartitionRow::key)
                .answer("Partitions", partition -> bare ? bare(partition.answer(table)) : partition.answer(table));
    }

    private ObjectNode update(Request request, Session session) {
        partitions.update(
                session,
                table(request, session),
                values(request, "PartitionValueList"),
                request.object("PartitionInput"));
        return GlueJson.object();
    }

    private ObjectNode delete(Request request, Session session) {
        TableRow table = table(request, session);
        session.partitions()
                .delete(Partitions.require(session, table, values(request, "PartitionValues"))
                        .id());
        return GlueJson.object();
    }

    private static PartitionFilter filter(String expression, TableRow table) {
        List<KeyColumn> keys = table.partitionKeys().stream()
                .map(key -> new KeyColumn(
                        key.path("Name").asText(), key.path("Type").asText("string")))
                .toList();
        try {
            return PartitionFilter.parse(expression, keys);
        } catch (ExpressionException e) {
            throw GlueError.invalid("Unsupported expression '" + expression + "': " + e.getMessage());
        }
    }

    private static ObjectNode bare(ObjectNode partition) {
        if (partition.get("StorageDescriptor") instanceof ObjectNode storage) {
            storage.remove("Columns");
        }
        return partition;
    }

    private static List<String> values(Request request, String field) {
        return request.requiredTexts(field, MOST_VALUES);
    }

    private static TableRow table(Request request, Session session) {
        return session.tables().require(request.name("DatabaseName"), request.name("TableName"));
    }
}
