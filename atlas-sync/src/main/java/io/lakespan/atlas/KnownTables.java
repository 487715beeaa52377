package io.lakespan.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakespan.model.Annotations;
import io.lakespan.model.ListedTable;
import io.lakespan.model.TableRef;
import io.lakespan.model.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Lists a database for somebody who knows most of its tables, and reads only those that may have changed.
 *
 * <p>Which tables there are, the graph tells. Edits, tags put on by hand and deleted columns leave a time, which Atlas's
 * search index is asked for; terms, business attributes and propagated tags leave none, and everything that bears one is
 * asked for and compared with the digest in the known version. What finds a table changed is followed by reading it, so
 * that an index that lags behind at worst costs a reading.
 *
 * <p>An edit could hide from the index only if it appeared there later than {@link RecentEdits#WINDOW} after a newer one of
 * the same database had been read, or came with an old time (Atlas's import of archives). For that, each listing also
 * reads some tables picked at random: nothing is missed for ever.
 */
final class KnownTables {
    /** Of so many unchanged tables one is read all the same. */
    static final int READ_ANYWAY = 500;

    private static final String TABLE = "table";
    // Asked for by these, the index answers alone; asked for any classification, Atlas looks at every entity of the
    // type.
    private static final List<String> CLASSIFIED = List.of("__classificationNames", "__propagatedClassificationNames");
    private static final String MODIFIED = IndexQuery.MODIFIED;

    private final AtlasRest rest;
    private final AtlasTables tables;
    private final AnnotationReader reader;
    private final TermAssignments terms;

    KnownTables(AtlasContext context, AtlasTables tables) {
        this.rest = context.rest();
        this.tables = tables;
        this.reader = context.annotationReader();
        this.terms = new TermAssignments(context.rest());
    }

    private record Known(TableRef ref, TableVersion version) {}

    Stream<ListedTable> list(AtlasEntity database, Map<TableRef, Version> versions) {
        Map<String, Known> known = new HashMap<>();
        versions.forEach((ref, version) ->
                TableVersion.parse(version).ifPresent(parsed -> known.put(parsed.guid(), new Known(ref, parsed))));
        if (known.isEmpty()) {
            return tables.all(database).map(ListedTable::of);
        }
        List<ListedTable> unchanged = new ArrayList<>();
        List<String> toRead = new ArrayList<>();
        Set<String> modified = modified(database.name(), known);
        Map<String, String> digests = digests(database.name());
        for (String guid : database.related("tables")) {
            Known table = known.get(guid);
            boolean settled = table != null
                    && !modified.contains(guid)
                    && table.version().annotations().equals(digests.getOrDefault(guid, ""))
                    && ThreadLocalRandom.current().nextInt(READ_ANYWAY) > 0;
            if (settled) {
                unchanged.add(ListedTable.unchanged(table.ref(), table.version().version()));
            } else {
                toRead.add(guid);
            }
        }
        return Stream.concat(
                unchanged.stream(), tables.read(database.name(), toRead).map(ListedTable::of));
    }

    /** The tables that were changed since they were read, themselves or one of their parts. */
    private Set<String> modified(String database, Map<String, Known> known) {
        Set<String> guids = new HashSet<>();
        RecentEdits edits =
                RecentEdits.after(known.values().stream().map(Known::version).toList());
        for (String type : List.of(TableKinds.ANY_TABLE, TableKinds.ANY_COLUMN, TableKinds.STORAGE)) {
            edits.queries(() -> IndexQuery.of(type).near(database).asking(List.of(TABLE, MODIFIED)))
                    .forEach(query -> query.forEach(rest, header -> {
                        Known table = known.get(tableGuid(header));
                        if (table != null && newer(header, table.version())) {
                            guids.add(tableGuid(header));
                        }
                    }));
        }
        return guids;
    }

    private static boolean newer(JsonNode header, TableVersion version) {
        JsonNode attributes = header.path("attributes");
        long at = attributes.path(MODIFIED).asLong();
        return attributes.has(TABLE) ? at > version.partsAt() : at != version.updatedAt();
    }

    private static String tableGuid(JsonNode header) {
        return header.path("attributes")
                .path(TABLE)
                .path("guid")
                .asText(header.path("guid").asText());
    }

    /** The digest of the annotations of each table that has any, by guid. */
    private Map<String, String> digests(String database) {
        Map<String, JsonNode> annotated = annotated(database);
        Map<String, SortedMap<String, Annotations>> byTable = new HashMap<>();
        for (JsonNode header : annotated.values()) {
            JsonNode attributes = header.path("attributes");
            String part = attributes.has(TABLE) ? attributes.path("name").asText() : AnnotationDigest.TABLE;
            byTable.computeIfAbsent(tableGuid(header), guid -> new TreeMap<>()).put(part, reader.ofHeader(header));
        }
        Map<String, String> digests = new HashMap<>();
        byTable.forEach((guid, annotations) -> digests.put(guid, AnnotationDigest.of(annotations)));
        return digests;
    }

    /** The headers of all that may bear a term, a business attribute or a tag; the freshest answer of each counts. */
    private Map<String, JsonNode> annotated(String database) {
        Map<String, JsonNode> headers = new HashMap<>();
        SortedMap<String, SortedSet<String>> business = BusinessTypes.attributes(rest);
        SortedSet<String> asked = new TreeSet<>(BusinessTypes.all(business));
        asked.add(TABLE);
        terms.forEach(asked, header -> add(headers, database, header));
        for (String type : List.of(TableKinds.ANY_TABLE, TableKinds.ANY_COLUMN)) {
            IndexQuery.of(type)
                    .near(database)
                    .withAny(CLASSIFIED)
                    .asking(asked)
                    .forEach(rest, header -> add(headers, database, header));
        }
        business.forEach((type, attributes) -> IndexQuery.of(type)
                .near(database)
                .withAny(attributes)
                .asking(asked)
                .forEach(rest, header -> add(headers, database, header)));
        return headers;
    }

    private static void add(Map<String, JsonNode> headers, String database, JsonNode header) {
        String name = header.path("attributes").path("qualifiedName").asText();
        if (name.startsWith(database + ".") && header.path("status").asText().equals("ACTIVE")) {
            headers.put(header.path("guid").asText(), header);
        }
    }
}
