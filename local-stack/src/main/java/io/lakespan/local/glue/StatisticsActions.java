package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Column statistics of tables and of partitions: get, put and delete. */
final class StatisticsActions {
    private static final int MOST_READ = 100;
    private static final int MOST_WRITTEN = 25;

    void addTo(Actions actions) {
        actions.read("GetColumnStatisticsForTable", (request, session) -> get(request, ofTable(request, session)));
        actions.write("UpdateColumnStatisticsForTable", (request, session) -> put(request, ofTable(request, session)));
        actions.write(
                "DeleteColumnStatisticsForTable", (request, session) -> delete(request, ofTable(request, session)));
        actions.read(
                "GetColumnStatisticsForPartition", (request, session) -> get(request, ofPartition(request, session)));
        actions.write(
                "UpdateColumnStatisticsForPartition",
                (request, session) -> put(request, ofPartition(request, session)));
        actions.write(
                "DeleteColumnStatisticsForPartition",
                (request, session) -> delete(request, ofPartition(request, session)));
    }

    /** Whose statistics are meant. */
    private record Owner(TableRow table, long id, StatisticsRows rows) {

        boolean hasColumn(String name) {
            return Stream.concat(table.columns().stream(), table.partitionKeys().stream())
                    .anyMatch(column -> column.path("Name").asText().equalsIgnoreCase(name));
        }
    }

    private static ObjectNode get(Request request, Owner owner) {
        List<JsonNode> found = new ArrayList<>();
        List<ObjectNode> errors = new ArrayList<>();
        for (String column : request.requiredTexts("ColumnNames", MOST_READ)) {
            owner.rows()
                    .find(owner.id(), folded(column))
                    .ifPresentOrElse(
                            found::add,
                            () -> errors.add(GlueJson.object()
                                    .put("ColumnName", column)
                                    .set(
                                            "Error",
                                            ErrorDetail.of(GlueError.notFound("Statistics of column " + column)))));
        }
        ObjectNode answer = GlueJson.object();
        answer.set("ColumnStatisticsList", GlueJson.array(found));
        return answer.set("Errors", GlueJson.array(errors));
    }

    private static ObjectNode put(Request request, Owner owner) {
        List<ObjectNode> errors = new ArrayList<>();
        for (Request statistics : request.requiredObjects("ColumnStatisticsList", MOST_WRITTEN)) {
            String column = statistics.name("ColumnName");
            statistics.requiredText("ColumnType");
            statistics.object("StatisticsData").requiredText("Type");
            if (owner.hasColumn(column)) {
                owner.rows().put(owner.id(), column, statistics.fields());
            } else {
                errors.add(unknownColumn(statistics, column));
            }
        }
        return GlueJson.object().set("Errors", GlueJson.array(errors));
    }

    private static ObjectNode unknownColumn(Request statistics, String column) {
        ObjectNode error = GlueJson.object();
        error.set("ColumnStatistics", statistics.fields());
        return error.set("Error", ErrorDetail.of(GlueError.notFound("Column " + column)));
    }

    private static ObjectNode delete(Request request, Owner owner) {
        String column = request.name("ColumnName");
        if (!owner.rows().delete(owner.id(), column)) {
            throw GlueError.notFound("Statistics of column " + column);
        }
        return GlueJson.object();
    }

    private static Owner ofTable(Request request, Session session) {
        TableRow table = table(request, session);
        return new Owner(table, table.id(), session.tableStatistics());
    }

    private static Owner ofPartition(Request request, Session session) {
        TableRow table = table(request, session);
        List<String> values = request.requiredTexts("PartitionValues", Integer.MAX_VALUE);
        return new Owner(table, Partitions.require(session, table, values).id(), session.partitionStatistics());
    }

    private static TableRow table(Request request, Session session) {
        return session.tables().require(request.name("DatabaseName"), request.name("TableName"));
    }

    private static String folded(String column) {
        return column.toLowerCase(Locale.ROOT);
    }
}
