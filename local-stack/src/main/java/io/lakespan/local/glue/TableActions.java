package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tables: create, get, list, update with optimistic locking, and delete. */
final class TableActions {
    private static final int LARGEST_BATCH = 100;
    private static final Map<String, String> ATTRIBUTES = Map.of("NAME", "Name", "TABLE_TYPE", "TableType");

    private final Clock clock;

    TableActions(Clock clock) {
        this.clock = clock;
    }

    void addTo(Actions actions) {
        actions.write("CreateTable", this::create);
        actions.read("GetTable", this::get);
        actions.read("GetTables", this::list);
        actions.write("UpdateTable", this::update);
        actions.write("DeleteTable", this::delete);
        actions.write("BatchDeleteTable", this::batchDelete);
    }

    private ObjectNode create(Request request, Session session) {
        Row database = session.databases().require(request.name("DatabaseName"));
        refuseFormatInput(request, "OpenTableFormatInput");
        Request input = request.object("TableInput");
        String name = input.name("Name");
        requireFree(session, database.name(), name);
        ObjectNode document = document(input);
        document.set("CreateTime", document.get("UpdateTime"));
        session.tables().insert(database.id(), name, document);
        List<Request> indexes = request.objects("PartitionIndexes", IndexActions.MOST);
        TableRow table = session.tables().require(database.name(), name);
        indexes.forEach(index -> IndexActions.add(session, table, index));
        return GlueJson.object();
    }

    private ObjectNode get(Request request, Session session) {
        return GlueJson.object()
                .set(
                        "Table",
                        session.tables()
                                .require(request.name("DatabaseName"), request.name("Name"))
                                .answer());
    }

    private ObjectNode list(Request request, Session session) {
        String database =
                session.databases().require(request.name("DatabaseName")).name();
        Pattern pattern = Names.pattern(request.text("Expression").orElse(""));
        List<String> fields = request.texts("AttributesToGet", ATTRIBUTES.size()).stream()
                .map(TableActions::field)
                .toList();
        Stream<TableRow> tables = session.tables()
                .after(database, request.after())
                .filter(table -> pattern.matcher(table.name()).matches());
        return Page.of(tables, request.pageSize(Limits.TABLES_A_PAGE), TableRow::name)
                .answer("TableList", table -> shown(table, fields));
    }

    private ObjectNode update(Request request, Session session) {
        refuseFormatInput(request, "UpdateOpenTableFormatInput");
        Request input = request.object("TableInput");
        String name = input.name("Name");
        TableRow current = session.tables()
                .require(
                        request.name("DatabaseName"),
                        request.optionalName("Name").orElse(name));
        request.text("VersionId").filter(id -> !id.equals(current.versionId())).ifPresent(id -> {
            throw new GlueError(
                    GlueError.Code.CONCURRENT_MODIFICATION,
                    "Update table failed due to concurrent modifications: table " + current.name() + " is at version "
                            + current.versionId() + ", not " + id);
        });
        if (!name.equals(current.name())) {
            requireFree(session, current.database(), name);
        }
        if (!request.isSet("SkipArchive")) {
            session.versions().insert(current);
        }
        session.tables()
                .update(new TableRow(
                        current.id(), current.database(), name, current.version() + 1, after(current, input)));
        return GlueJson.object();
    }

    private ObjectNode delete(Request request, Session session) {
        TableRow table = session.tables().require(request.name("DatabaseName"), request.name("Name"));
        session.tables().delete(table.id());
        return GlueJson.object();
    }

    private ObjectNode batchDelete(Request request, Session session) {
        String database =
                session.databases().require(request.name("DatabaseName")).name();
        List<ObjectNode> errors = new ArrayList<>();
        for (String given : request.requiredTexts("TablesToDelete", LARGEST_BATCH)) {
            String name = Names.folded("tablesToDelete", given);
            session.tables()
                    .find(database, name)
                    .ifPresentOrElse(table -> session.tables().delete(table.id()), () -> errors.add(notDeleted(given)));
        }
        return GlueJson.object().set("Errors", GlueJson.array(errors));
    }

    private static ObjectNode notDeleted(String name) {
        return GlueJson.object()
                .put("TableName", name)
                .set("ErrorDetail", ErrorDetail.of(GlueError.notFound("Table " + name)));
    }

    private ObjectNode after(TableRow current, Request input) {
        ObjectNode document = document(input);
        document.set("CreateTime", current.document().get("CreateTime"));
        return document;
    }

    private ObjectNode document(Request input) {
        Shapes.table(input);
        ObjectNode document = input.fields().deepCopy();
        document.without(List.of("DatabaseName", "VersionId"));
        if (!document.has("Retention")) {
            document.put("Retention", 0);
        }
        return document.put("UpdateTime", GlueJson.seconds(clock.instant()))
                .put("CreatedBy", Account.CALLER)
                .put("IsRegisteredWithLakeFormation", false)
                .put("CatalogId", Account.ID);
    }

    private static void requireFree(Session session, String database, String name) {
        session.tables().find(database, name).ifPresent(there -> {
            throw GlueError.alreadyExists("Table " + name);
        });
    }

    private static void refuseFormatInput(Request request, String field) {
        request.optionalObject(field).ifPresent(input -> {
            throw GlueError.invalid(field + " is not supported by this endpoint: let the table format write its own"
                    + " metadata and register it");
        });
    }

    private static JsonNode shown(TableRow table, List<String> fields) {
        return fields.isEmpty() ? table.answer() : table.answer().retain(fields);
    }

    private static String field(String attribute) {
        if (!ATTRIBUTES.containsKey(attribute)) {
            throw GlueError.constraint(
                    "attributesToGet", "'" + attribute + "'", "satisfy enum value set: [NAME, TABLE_TYPE]");
        }
        return ATTRIBUTES.get(attribute);
    }
}
