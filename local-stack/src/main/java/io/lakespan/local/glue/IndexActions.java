package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Partition indexes: create, list and delete. An index is active at once. */
final class IndexActions {
    static final int MOST = 3;

    void addTo(Actions actions) {
        actions.write("CreatePartitionIndex", this::create);
        actions.read("GetPartitionIndexes", this::list);
        actions.write("DeletePartitionIndex", this::delete);
    }

    static void add(Session session, TableRow table, Request input) {
        IndexRows.Index index = new IndexRows.Index(
                input.name("IndexName"),
                input.requiredTexts("Keys", Integer.MAX_VALUE).stream()
                        .map(key -> key.toLowerCase(Locale.ROOT))
                        .toList());
        requireKeys(table, index);
        List<IndexRows.Index> there = session.indexes().of(table);
        if (there.stream().anyMatch(other -> other.name().equals(index.name()))) {
            throw GlueError.alreadyExists("Index " + index.name());
        }
        if (there.size() >= MOST) {
            throw new GlueError(
                    GlueError.Code.LIMIT_EXCEEDED, "Table " + table.name() + " has " + MOST + " indexes already");
        }
        session.indexes().insert(table, index);
    }

    private ObjectNode create(Request request, Session session) {
        add(session, table(request, session), request.object("PartitionIndex"));
        return GlueJson.object();
    }

    private ObjectNode list(Request request, Session session) {
        TableRow table = table(request, session);
        Stream<IndexRows.Index> left = session.indexes().of(table).stream()
                .filter(index -> index.name().compareTo(request.after()) > 0);
        return Page.of(left, MOST, IndexRows.Index::name)
                .answer("PartitionIndexDescriptorList", index -> answer(table, index));
    }

    private ObjectNode delete(Request request, Session session) {
        TableRow table = table(request, session);
        String name = request.name("IndexName");
        if (!session.indexes().delete(table, name)) {
            throw GlueError.notFound("Index " + name);
        }
        return GlueJson.object();
    }

    private static void requireKeys(TableRow table, IndexRows.Index index) {
        List<String> known =
                table.partitionKeys().stream().map(IndexActions::name).toList();
        if (index.keys().isEmpty() || !known.containsAll(index.keys())) {
            throw GlueError.invalid("Index " + index.name() + " is over " + index.keys() + "; the partition keys of "
                    + table.name() + " are " + known);
        }
    }

    private static TableRow table(Request request, Session session) {
        return session.tables().require(request.name("DatabaseName"), request.name("TableName"));
    }

    private static ObjectNode answer(TableRow table, IndexRows.Index index) {
        List<JsonNode> keys = index.keys().stream()
                .flatMap(key -> table.partitionKeys().stream()
                        .filter(column -> name(column).equals(key)))
                .map(column -> (JsonNode) GlueJson.object()
                        .put("Name", name(column))
                        .put("Type", column.path("Type").asText()))
                .toList();
        return GlueJson.object()
                .put("IndexName", index.name())
                .put("IndexStatus", "ACTIVE")
                .set("Keys", GlueJson.array(keys));
    }

    private static String name(JsonNode column) {
        return column.path("Name").asText().toLowerCase(Locale.ROOT);
    }
}
