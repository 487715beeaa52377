package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Every action this endpoint has, by its name. */
final class Actions {
    private final Map<String, BiFunction<Request, Store, ObjectNode>> byName = new TreeMap<>();

    private Actions() {}

    static Actions all(Clock clock) {
        Actions actions = new Actions();
        new DatabaseActions(clock).addTo(actions);
        new TableActions(clock).addTo(actions);
        new VersionActions().addTo(actions);
        new PartitionActions(clock).addTo(actions);
        new PartitionBatchActions(clock).addTo(actions);
        new IndexActions().addTo(actions);
        new StatisticsActions().addTo(actions);
        new FunctionActions(clock).addTo(actions);
        new SearchActions().addTo(actions);
        new TagActions().addTo(actions);
        return actions;
    }

    void read(String name, Action action) {
        byName.put(name, (request, store) -> store.read(session -> action.answer(request, session)));
    }

    void write(String name, Action action) {
        byName.put(name, (request, store) -> store.write(session -> action.answer(request, session)));
    }

    SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /**
     * Does what is asked for.
     *
     * @throws GlueError when it is refused
     */
    ObjectNode answer(String name, ObjectNode body, Store store) {
        BiFunction<Request, Store, ObjectNode> action = Optional.ofNullable(byName.get(name))
                .orElseThrow(() ->
                        new GlueError(GlueError.Code.UNKNOWN_OPERATION, "This endpoint has no action '" + name + "'"));
        Request request = Request.of(body);
        Account.requireOwn(request.text("CatalogId"));
        return action.apply(request, store);
    }
}
