package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The versions of tables: get, list, and delete former ones. */
final class VersionActions {
    private static final int PAGE = 100;
    private static final int LARGEST_BATCH = 100;

    void addTo(Actions actions) {
        actions.read("GetTableVersion", this::get);
        actions.read("GetTableVersions", this::list);
        actions.write("DeleteTableVersion", this::delete);
        actions.write("BatchDeleteTableVersion", this::batchDelete);
    }

    private ObjectNode get(Request request, Session session) {
        TableRow table = table(request, session);
        TableRow version = request.text("VersionId")
                .map(id -> find(session, table, id).orElseThrow(() -> absent(table, id)))
                .orElse(table);
        return GlueJson.object().set("TableVersion", answer(version));
    }

    private ObjectNode list(Request request, Session session) {
        TableRow table = table(request, session);
        int size = request.pageSize(PAGE);
        long before = number(request.after()).orElse(Long.MAX_VALUE);
        Stream<TableRow> current = Stream.of(table).filter(row -> row.version() < before);
        Stream<TableRow> former = session.versions().before(table, before, size + 1).stream();
        return Page.of(Stream.concat(current, former), size, TableRow::versionId)
                .answer("TableVersions", VersionActions::answer);
    }

    private ObjectNode delete(Request request, Session session) {
        delete(session, table(request, session), request.requiredText("VersionId"));
        return GlueJson.object();
    }

    private ObjectNode batchDelete(Request request, Session session) {
        TableRow table = table(request, session);
        List<ObjectNode> errors = new ArrayList<>();
        for (String id : request.requiredTexts("VersionIds", LARGEST_BATCH)) {
            try {
                delete(session, table, id);
            } catch (GlueError e) {
                errors.add(GlueJson.object()
                        .put("TableName", table.name())
                        .put("VersionId", id)
                        .set("ErrorDetail", ErrorDetail.of(e)));
            }
        }
        return GlueJson.object().set("Errors", GlueJson.array(errors));
    }

    private static void delete(Session session, TableRow table, String id) {
        if (id.equals(table.versionId())) {
            throw GlueError.invalid("Version " + id + " is the current one of table " + table.name()
                    + ": only former versions can be deleted");
        }
        if (!number(id)
                .map(version -> session.versions().delete(table, version))
                .orElse(false)) {
            throw absent(table, id);
        }
    }

    private static Optional<TableRow> find(Session session, TableRow table, String id) {
        return id.equals(table.versionId())
                ? Optional.of(table)
                : number(id).flatMap(version -> session.versions().find(table, version));
    }

    private static Optional<Long> number(String id) {
        try {
            return Optional.of(Long.valueOf(id));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static GlueError absent(TableRow table, String id) {
        return GlueError.notFound("Version " + id + " of table " + table.name());
    }

    private static TableRow table(Request request, Session session) {
        return session.tables().require(request.name("DatabaseName"), request.name("TableName"));
    }

    private static ObjectNode answer(TableRow version) {
        return GlueJson.object().put("VersionId", version.versionId()).set("Table", version.answer());
    }
}
