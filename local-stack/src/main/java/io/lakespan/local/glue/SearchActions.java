package io.lakespan.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tables of all databases by text and properties. */
final class SearchActions {
    private static final int PAGE = 100;
    private static final int MOST_FILTERS = 100;
    private static final int MOST_CRITERIA = 1;

    void addTo(Actions actions) {
        actions.read("SearchTables", this::search);
    }

    private ObjectNode search(Request request, Session session) {
        Predicate<ObjectNode> wanted = SearchText.of(request.text("SearchText").orElse(""));
        for (Request filter : request.objects("Filters", MOST_FILTERS)) {
            wanted = wanted.and(SearchFilter.of(filter));
        }
        int from = position(request.after());
        List<Place> found = places(session, request.objects("SortCriteria", MOST_CRITERIA), wanted);
        Stream<Numbered> left = Stream.iterate(from, at -> at + 1)
                .limit(Math.max(0, found.size() - from))
                .map(at -> new Numbered(at, found.get(at)));
        return Page.of(left, request.pageSize(PAGE), numbered -> Integer.toString(numbered.at() + 1))
                .answer("TableList", numbered -> session.tables()
                        .require(numbered.place().database(), numbered.place().name())
                        .answer());
    }

    /** What is kept of a table that was found until its page is shown. */
    private record Place(String database, String name, String sortedBy) {}

    private record Numbered(int at, Place place) {}

    private static List<Place> places(Session session, List<Request> criteria, Predicate<ObjectNode> wanted) {
        Optional<String> field = criteria.stream()
                .flatMap(each -> each.text("FieldName").stream())
                .findFirst();
        boolean descending =
                criteria.stream().flatMap(each -> each.text("Sort").stream()).anyMatch("DESC"::equals);
        Comparator<Place> order = Comparator.comparing(Place::sortedBy);
        try (Stream<TableRow> tables = session.tables().all()) {
            return tables.map(TableRow::answer)
                    .filter(wanted)
                    .map(table -> place(table, field))
                    .sorted(descending ? order.reversed() : order)
                    .toList();
        }
    }

    private static Place place(ObjectNode table, Optional<String> field) {
        return new Place(
                table.path("DatabaseName").asText(),
                table.path("Name").asText(),
                field.map(table::path).map(JsonNode::asText).orElse(""));
    }

    private static int position(String token) {
        try {
            return token.isEmpty() ? 0 : Integer.parseUnsignedInt(token);
        } catch (NumberFormatException e) {
            throw GlueError.invalid("NextToken is not one of a search");
        }
    }
}
