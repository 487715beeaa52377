package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Partitions in batches. What fails of a batch is told; the rest is done. */
final class PartitionBatchActions {
    private static final int MOST_READ = 1000;
    private static final int MOST_WRITTEN = 100;
    private static final int MOST_DELETED = 25;
    private static final int MOST_VALUES = Integer.MAX_VALUE;

    private final Partitions partitions;

    PartitionBatchActions(Clock clock) {
        this.partitions = new Partitions(clock);
    }

    void addTo(Actions actions) {
        actions.read("BatchGetPartition", this::get);
        actions.write("BatchCreatePartition", this::create);
        actions.write("BatchUpdatePartition", this::update);
        actions.write("BatchDeletePartition", this::delete);
    }

    private ObjectNode get(Request request, Session session) {
        TableRow table = table(request, session);
        List<JsonNode> found = request.requiredObjects("PartitionsToGet", MOST_READ).stream()
                .map(wanted -> wanted.requiredTexts("Values", MOST_VALUES))
                .flatMap(values -> session.partitions().find(table, values).stream())
                .map(partition -> (JsonNode) partition.answer(table))
                .toList();
        ObjectNode answer = GlueJson.object();
        answer.set("Partitions", GlueJson.array(found));
        return answer.set("UnprocessedKeys", GlueJson.array());
    }

    private ObjectNode create(Request request, Session session) {
        TableRow table = table(request, session);
        List<Request> inputs = request.requiredObjects("PartitionInputList", MOST_WRITTEN);
        return errors(inputs, new Failures("Values", "PartitionValues"), input -> {
            partitions.create(session, table, input);
        });
    }

    private ObjectNode update(Request request, Session session) {
        TableRow table = table(request, session);
        List<Request> entries = request.requiredObjects("Entries", MOST_WRITTEN);
        return errors(entries, new Failures("PartitionValueList", "PartitionValueList"), entry -> {
            List<String> values = entry.requiredTexts("PartitionValueList", MOST_VALUES);
            partitions.update(session, table, values, entry.object("PartitionInput"));
        });
    }

    private ObjectNode delete(Request request, Session session) {
        TableRow table = table(request, session);
        List<Request> wanted = request.requiredObjects("PartitionsToDelete", MOST_DELETED);
        return errors(wanted, new Failures("Values", "PartitionValues"), each -> {
            List<String> values = each.requiredTexts("Values", MOST_VALUES);
            session.partitions()
                    .delete(Partitions.require(session, table, values).id());
        });
    }

    /** Where an element names its partition, and where its error does. */
    private record Failures(String given, String shown) {}

    private static ObjectNode errors(List<Request> elements, Failures fields, Consumer<Request> work) {
        List<ObjectNode> errors = new ArrayList<>();
        for (Request element : elements) {
            try {
                work.accept(element);
            } catch (GlueError e) {
                errors.add(failure(element, fields, e));
            }
        }
        return GlueJson.object().set("Errors", GlueJson.array(errors));
    }

    private static ObjectNode failure(Request element, Failures fields, GlueError error) {
        ObjectNode failure = GlueJson.object();
        failure.set(fields.shown(), GlueJson.texts(element.texts(fields.given(), MOST_VALUES)));
        return failure.set("ErrorDetail", ErrorDetail.of(error));
    }

    private static TableRow table(Request request, Session session) {
        return session.tables().require(request.name("DatabaseName"), request.name("TableName"));
    }
}
