package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.local.glue.FunctionRows.FunctionRow;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** User-defined functions: create, get, list, update and delete. */
final class FunctionActions {
    private static final int PAGE = 100;

    private final Clock clock;

    FunctionActions(Clock clock) {
        this.clock = clock;
    }

    void addTo(Actions actions) {
        actions.write("CreateUserDefinedFunction", this::create);
        actions.read("GetUserDefinedFunction", this::get);
        actions.read("GetUserDefinedFunctions", this::list);
        actions.write("UpdateUserDefinedFunction", this::update);
        actions.write("DeleteUserDefinedFunction", this::delete);
    }

    private ObjectNode create(Request request, Session session) {
        Row database = session.databases().require(request.name("DatabaseName"));
        Request input = request.object("FunctionInput");
        String name = input.name("FunctionName");
        requireFree(session, database.name(), name);
        session.functions()
                .insert(database.id(), name, document(input).put("CreateTime", GlueJson.seconds(clock.instant())));
        return GlueJson.object();
    }

    private ObjectNode get(Request request, Session session) {
        return GlueJson.object().set("UserDefinedFunction", answer(function(request, session)));
    }

    private ObjectNode list(Request request, Session session) {
        Optional<String> database = request.optionalName("DatabaseName");
        database.ifPresent(name -> session.databases().require(name));
        Pattern pattern = Names.pattern(request.requiredText("Pattern"));
        Stream<FunctionRow> functions = session.functions()
                .after(database, FunctionRows.Key.parse(request.after()))
                .filter(function -> pattern.matcher(function.name()).matches());
        return Page.of(functions, request.pageSize(PAGE), function -> function.key()
                        .toString())
                .answer("UserDefinedFunctions", FunctionActions::answer);
    }

    private ObjectNode update(Request request, Session session) {
        FunctionRow current = function(request, session);
        Request input = request.object("FunctionInput");
        String name = input.name("FunctionName");
        if (!name.equals(current.name())) {
            requireFree(session, current.database(), name);
        }
        ObjectNode document = document(input);
        document.set("CreateTime", current.document().get("CreateTime"));
        session.functions().update(current.id(), name, document);
        return GlueJson.object();
    }

    private ObjectNode delete(Request request, Session session) {
        session.functions().delete(function(request, session).id());
        return GlueJson.object();
    }

    private static FunctionRow function(Request request, Session session) {
        return session.functions().require(request.name("DatabaseName"), request.name("FunctionName"));
    }

    private static void requireFree(Session session, String database, String name) {
        session.functions().find(database, name).ifPresent(there -> {
            throw GlueError.alreadyExists("Function " + name);
        });
    }

    private static ObjectNode document(Request input) {
        return input.fields().deepCopy().put("CatalogId", Account.ID);
    }

    private static ObjectNode answer(FunctionRow function) {
        return function.document().put("FunctionName", function.name()).put("DatabaseName", function.database());
    }
}
