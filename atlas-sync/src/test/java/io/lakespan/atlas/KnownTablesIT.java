package io.lakespan.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.ListedTable;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Tag;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of edit that somebody can make in Atlas shows in the cheap listing, and what nobody edited is not read. */
class KnownTablesIT {
    private static final int TABLES = 12;

    private final AtlasRest rest = new AtlasRest(RunningAtlas.config());
    /** Who edits. */
    private final AtlasCatalog other = AtlasCatalog.open(RunningAtlas.config());

    private final String database = "known_" + UUID.randomUUID().toString().substring(0, 8);
    private final TableRef edited = TableRef.of(database, "t03");
    private Map<TableRef, Version> known = Map.of();

    @BeforeEach
    void createTables() {
        other.put(Database.of(database), Expected.absent());
        other.create(IntStream.range(0, TABLES).mapToObj(this::table).toList());
        Annotations some = Annotations.none()
                .withTag(Tag.of("KT_GOLD").with("since", "2026"))
                .withTerm("Known@kt_glossary")
                .withAttribute("kt_set.level", "low");
        change(TableRef.of(database, "t00"), table -> table.withAnnotations(some)
                .withColumn("c1", column -> column.withAnnotations(some)));
        known = full();
    }

    private Table table(int number) {
        Schema schema = new Schema(
                IntStream.range(0, 5).mapToObj(i -> Column.of("c" + i, "int")).toList(), List.of());
        return Table.of(TableRef.of(database, "t%02d".formatted(number)), TableFormat.HIVE, schema);
    }

    private Map<TableRef, Version> full() {
        try (Stream<Versioned<Table>> listing = other.tables(database)) {
            return new TreeMap<>(
                    listing.collect(Collectors.toMap(table -> table.value().ref(), Versioned::version)));
        }
    }

    private void change(TableRef ref, UnaryOperator<Table> change) {
        Versioned<Table> now = other.find(ref).orElseThrow();
        other.put(change.apply(now.value()), Expected.at(now.version()));
    }

    @Test
    void whatNobodyEditedIsNotRead() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            AtlasCatalog fresh = AtlasCatalog.open(RunningAtlas.config());
            assertThat(versions(fresh)).isEqualTo(known);
            SortedMap<String, Long> calls = fresh.calls();
            // One table in five hundred is read all the same.
            assertThat(calls.getOrDefault("GET /entity/bulk", 0L)).isLessThanOrEqualTo(1);
            assertThat(calls.get("POST /search/basic")).isLessThan(40);
        });
    }

    @Test
    void anEditedAttributeShows() {
        change(edited, table -> table.withDescription(Optional.of("new")));
        showsTheEdit();
    }

    @Test
    void anEditedColumnShows() {
        change(edited, table -> table.withColumn("c2", column -> column.withDescription(Optional.of("new"))));
        showsTheEdit();
    }

    @Test
    void aTagOnAColumnShowsAndItsGoingToo() {
        change(edited, table -> table.withColumn("c2", column -> column.withAnnotations(tagged())));
        showsTheEdit();
        known = full();
        change(edited, table -> table.withColumn("c2", column -> column.withAnnotations(Annotations.none())));
        showsTheEdit();
    }

    private static Annotations tagged() {
        return Annotations.none().withTag(Tag.of("KT_GOLD"));
    }

    @Test
    void aTermOnAColumnShowsAndItsGoingToo() {
        Annotations term = Annotations.none().withTerm("Fresh@kt_glossary");
        change(edited, table -> table.withColumn("c2", column -> column.withAnnotations(term)));
        showsTheEdit();
        known = full();
        change(edited, table -> table.withColumn("c2", column -> column.withAnnotations(Annotations.none())));
        showsTheEdit();
    }

    @Test
    void aBusinessAttributeShowsAndItsGoingToo() {
        Annotations attribute = Annotations.none().withAttribute("kt_set.level", "high");
        change(edited, table -> table.withAnnotations(attribute));
        showsTheEdit();
        known = full();
        change(edited, table -> table.withAnnotations(Annotations.none()));
        showsTheEdit();
    }

    @Test
    void aTagThatArrivesAlongLineageShows() {
        JsonNode upstream = entity(TableRef.of(database, "t05"));
        lineage(upstream.path("guid").asText(), entity(edited).path("guid").asText());
        known = full();
        change(TableRef.of(database, "t05"), table -> table.withAnnotations(tagged()));
        showsTheEdit();
        assertThat(other.find(edited).orElseThrow().value().annotations().propagatedTags())
                .containsOnlyKeys("KT_GOLD");
    }

    @Test
    void aColumnThatIsDeletedByHandShows() {
        String column = rest.get("/entity/uniqueAttribute/type/hive_column?attr:qualifiedName="
                        + AtlasRest.encoded(edited + ".c4@atlastest"))
                .path("entity")
                .path("guid")
                .asText();
        rest.delete("/entity/guid/" + column);
        showsTheEdit();
        known = full();
        showsTheEdit();
    }

    @Test
    void aTableThatCameAndOneThatWentShow() {
        other.put(table(TABLES), Expected.absent());
        other.drop(edited, known.get(edited));
        assertThat(versions(AtlasCatalog.open(RunningAtlas.config()))).isEqualTo(full());
    }

    @Test
    void anEditOfAnEarlyTableShowsThoughManyWereWrittenSince() {
        change(edited, table -> table.withColumn("c2", column -> column.withDescription(Optional.of("new"))));
        List<TableRef> later = IntStream.range(TABLES, 2 * TABLES)
                .mapToObj(this::table)
                .map(Table::ref)
                .toList();
        other.create(IntStream.range(TABLES, 2 * TABLES).mapToObj(this::table).toList());
        Map<TableRef, Version> withLater = new TreeMap<>(full());
        withLater.keySet().retainAll(later);
        withLater.putAll(known);
        known = withLater;
        showsTheEdit();
    }

    @Test
    void theQuestionsForEditsLeaveOutWhatIsKnownAndNothingElse() {
        change(edited, table -> table.withColumn("c2", column -> column.withDescription(Optional.of("new"))));
        List<TableVersion> versions = known.values().stream()
                .flatMap(version -> TableVersion.parse(version).stream())
                .toList();
        for (int atOnce : List.of(1, 2, 200)) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            changedColumns(RecentEdits.after(versions, atOnce)))
                    .contains(edited + ".c2@atlastest")
                    .hasSizeLessThan(TABLES * 5 / 2));
        }
    }

    private List<String> changedColumns(RecentEdits edits) {
        List<String> names = new ArrayList<>();
        edits.queries(() -> IndexQuery.of(TableKinds.ANY_COLUMN).near(database))
                .forEach(query -> query.forEach(
                        rest,
                        header -> names.add(
                                header.path("attributes").path("qualifiedName").asText())));
        return names;
    }

    /** The cheap listing of a new client shows, sooner or later, just what reading everything shows. */
    private void showsTheEdit() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        versions(AtlasCatalog.open(RunningAtlas.config())))
                .isEqualTo(full()));
    }

    private Map<TableRef, Version> versions(AtlasCatalog catalog) {
        try (Stream<ListedTable> listing = catalog.tables(database, known)) {
            return new TreeMap<>(listing.collect(Collectors.toMap(ListedTable::ref, ListedTable::version)));
        }
    }

    private JsonNode entity(TableRef ref) {
        return rest.get("/entity/uniqueAttribute/type/hive_table?attr:qualifiedName="
                        + AtlasRest.encoded(ref + "@atlastest"))
                .path("entity");
    }

    private void lineage(String from, String to) {
        ObjectNode request = AtlasRest.JSON.createObjectNode();
        ObjectNode attributes = request.putArray("entities")
                .addObject()
                .put("typeName", "Process")
                .putObject("attributes");
        attributes.put("qualifiedName", "process-of-" + database).put("name", "process");
        attributes.putArray("inputs").addObject().put("typeName", "hive_table").put("guid", from);
        attributes.putArray("outputs").addObject().put("typeName", "hive_table").put("guid", to);
        rest.post("/entity/bulk", request);
    }
}
