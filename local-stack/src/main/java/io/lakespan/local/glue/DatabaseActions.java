package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;

/** Databases: create, get, list, update and delete. */
final class DatabaseActions {
    private static final int PAGE = 100;

    private final Clock clock;

    DatabaseActions(Clock clock) {
        this.clock = clock;
    }

    void addTo(Actions actions) {
        actions.write("CreateDatabase", this::create);
        actions.read("GetDatabase", this::get);
        actions.read("GetDatabases", this::list);
        actions.write("UpdateDatabase", this::update);
        actions.write("DeleteDatabase", this::delete);
    }

    private ObjectNode create(Request request, Session session) {
        Request input = request.object("DatabaseInput");
        String name = input.name("Name");
        session.databases().find(name).ifPresent(there -> {
            throw GlueError.alreadyExists("Database " + name);
        });
        session.databases().insert(name, document(input).put("CreateTime", GlueJson.seconds(clock.instant())));
        request.optionalObject("Tags").ifPresent(tags -> {
            Resource database =
                    Resource.database(session.databases().require(name).id());
            database.tag(session, tags);
        });
        return GlueJson.object();
    }

    private ObjectNode get(Request request, Session session) {
        return GlueJson.object().set("Database", answer(session.databases().require(request.name("Name"))));
    }

    private ObjectNode list(Request request, Session session) {
        int size = request.pageSize(PAGE);
        return Page.of(session.databases().after(request.after(), size + 1).stream(), size, Row::name)
                .answer("DatabaseList", DatabaseActions::answer);
    }

    private ObjectNode update(Request request, Session session) {
        Row database = session.databases().require(request.name("Name"));
        Request input = request.object("DatabaseInput");
        String name = input.name("Name");
        session.databases()
                .find(name)
                .filter(other -> other.id() != database.id())
                .ifPresent(other -> {
                    throw GlueError.alreadyExists("Database " + name);
                });
        ObjectNode document = document(input);
        document.set("CreateTime", database.document().get("CreateTime"));
        session.databases().update(database.id(), name, document);
        return GlueJson.object();
    }

    private ObjectNode delete(Request request, Session session) {
        session.databases()
                .delete(session.databases().require(request.name("Name")).id());
        return GlueJson.object();
    }

    private static ObjectNode document(Request input) {
        input.text("Description");
        Shapes.description(input);
        return input.fields().deepCopy().put("CatalogId", Account.ID);
    }

    private static ObjectNode answer(Row database) {
        return database.document().put("Name", database.name());
    }
}
