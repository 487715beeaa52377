package io.lakespan.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.ListedTable;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Storage;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Tag;
import io.lakespan.model.Version;
import io.lakespan.model.Versioned;
import io.lakespan.model.ViewText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and programs put into catalogs: each comes back as it was, or is refused by name. */
class OddDataIT {
    private final AtlasRest rest = new AtlasRest(RunningAtlas.config());
    private final AtlasCatalog catalog = AtlasCatalog.open(RunningAtlas.config());
    private final String database = "odd_" + UUID.randomUUID().toString().substring(0, 8);
    private final TableRef orders = TableRef.of(database, "orders");

    @BeforeEach
    void createDatabase() {
        catalog.put(Database.of(database), Expected.absent());
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void everyFacetOfATableOfEveryFormatComesBack(TableFormat format) {
        Table put = everything(format);
        Version version = catalog.put(put, Expected.absent());
        assertThat(catalog.find(orders)).map(Versioned::value).contains(put);
        Version second = catalog.put(put.withDescription(Optional.of("2nd")), Expected.at(version));
        assertThat(catalog.find(orders).orElseThrow())
                .satisfies(found -> assertThat(found.version()).isEqualTo(second))
                .extracting(Versioned::value)
                .isEqualTo(put.withDescription(Optional.of("2nd")));
    }

    private Table everything(TableFormat format) {
        Annotations some = Annotations.none()
                .withTag(Tag.of("Odd Tag").with("why", "“quoted” 引号"))
                .withTerm("Umsatz, netto@odd glossary")
                .withAttribute("odd_set.note", "two\nlines");
        Column id = Column.of("id", "bigint").withFieldId("7").withRequired();
        Schema schema = new Schema(
                List.of(
                        id,
                        Column.of("at", "timestamp").withAnnotations(some),
                        Column.of("day", "date").withDescription(Optional.of("the day"))),
                List.of(new PartitionField("at", "hour"), PartitionField.identity("day")));
        Storage storage = new Storage(
                Optional.of("in"),
                Optional.of("out"),
                Optional.of("serde"),
                new TreeMap<>(Map.of("field.delim", "\u0001")),
                true,
                8,
                List.of("id", "at"),
                List.of("id DESC", "at ASC"));
        return Table.of(orders, format, schema)
                .withUuid(Optional.of("11-22"))
                .withLocation(Optional.of("s3a://lake/o r/ü"))
                .withDescription(Optional.of("first"))
                .withOwner(Optional.of("ann"))
                .withParameters(Map.of("k", "", "table_type", "x", "long", "y".repeat(5000)))
                .withAnnotations(some)
                .withStorage(storage)
                .withView(Optional.of(new ViewText("SELECT 1", Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with.dot", "with blank", "größe_表", "quo\"te'`", "per%cent&amp;?#/\\", "a@b", "-"})
    void aNameOfAnyCharactersIsFoundAndListed(String name) {
        namesComeBack(name);
    }

    @Test
    void aNameOf255CharactersIsFoundAndListed() {
        namesComeBack("n".repeat(255));
        namesComeBack("名".repeat(255));
    }

    private void namesComeBack(String name) {
        TableRef ref = TableRef.of(database, name);
        Table put = Table.of(ref, TableFormat.HIVE, Schema.of(Column.of(name, "int"), Column.of("other", "int")));
        Version version = catalog.put(put, Expected.absent());
        assertThat(catalog.find(ref)).map(Versioned::value).contains(put);
        assertThat(versions()).containsEntry(ref, version);
        try (Stream<ListedTable> listing = catalog.tables(database, Map.of(ref, version))) {
            assertThat(listing.filter(listed -> listed.ref().equals(ref)).map(ListedTable::version))
                    .containsExactly(version);
        }
    }

    private Map<TableRef, Version> versions() {
        try (Stream<Versioned<Table>> listing = catalog.tables(database)) {
            return listing.collect(Collectors.toMap(table -> table.value().ref(), Versioned::version));
        }
    }

    @Test
    void aDatabaseNameOfOddCharactersIsListedAlsoByItsVersions() {
        String odd = "日本 " + database + ".x";
        catalog.put(Database.of(odd), Expected.absent());
        TableRef ref = TableRef.of(odd, "t");
        Version version = catalog.put(Table.of(ref, TableFormat.HIVE, Schema.empty()), Expected.absent());
        try (Stream<ListedTable> listing = catalog.tables(odd, Map.of(ref, version))) {
            assertThat(listing.map(ListedTable::version)).containsExactly(version);
        }
    }

    @Test
    void aTypeOfTenThousandCharactersComesBack() {
        String type = IntStream.range(0, 650)
                .mapToObj(i -> "field_%04d:int".formatted(i))
                .collect(Collectors.joining(",", "struct<", ">"));
        assertThat(type.length()).isGreaterThan(9_000);
        String unbroken = "struct<" + "x".repeat(40_000) + ":int>";
        Table put =
                Table.of(orders, TableFormat.HIVE, Schema.of(Column.of("wide", type), Column.of("unbroken", unbroken)));
        catalog.put(put, Expected.absent());
        assertThat(catalog.find(orders)).map(Versioned::value).contains(put);
    }

    @Test
    void aTableWithoutColumnsOrStorageComesBack() {
        Table put = Table.of(orders, TableFormat.UNKNOWN, Schema.empty());
        catalog.put(put, Expected.absent());
        assertThat(catalog.find(orders)).map(Versioned::value).contains(put);
    }

    @Test
    void columnsThatDifferInCaseAloneAreRefusedByName() {
        Table twice = Table.of(orders, TableFormat.ICEBERG, Schema.of(Column.of("id", "int"), Column.of("ID", "int")));
        refused(ErrorCode.INVALID_INPUT, "'ID'", () -> catalog.put(twice, Expected.absent()));
        assertThat(catalog.find(orders)).isEmpty();
    }

    @Test
    void twoTablesThatDotsGiveTheSameQualifiedNameAreRefused() {
        catalog.put(Database.of(database + ".eu"), Expected.absent());
        catalog.put(table(TableRef.of(database + ".eu", "orders")), Expected.absent());
        TableRef same = TableRef.of(database, "eu.orders");
        assertThat(catalog.find(same)).isEmpty();
        refused(ErrorCode.INVALID_INPUT, database + ".eu", () -> catalog.put(table(same), Expected.absent()));
        assertThat(catalog.create(List.of(table(same), table(orders))))
                .extracting(creation -> creation.match(done -> "done", creationRefused -> "refused"))
                .containsExactly("refused", "done");
    }

    private static Table table(TableRef ref) {
        return Table.of(ref, TableFormat.HIVE, Schema.of(Column.of("id", "int")));
    }

    @Test
    void columnsThatSwapTheirNamesKeepTheirGuids() {
        Column first = Column.of("a", "int").withFieldId("1");
        Column second = Column.of("b", "int").withFieldId("2");
        Version version =
                catalog.put(Table.of(orders, TableFormat.ICEBERG, Schema.of(first, second)), Expected.absent());
        String guid = column("a").path("guid").asText();
        Table swapped = Table.of(
                orders,
                TableFormat.ICEBERG,
                Schema.of(
                        Column.of("b", "int").withFieldId("1"),
                        Column.of("a", "int").withFieldId("2")));
        catalog.put(swapped, Expected.at(version));
        assertThat(catalog.find(orders)).map(Versioned::value).contains(swapped);
        assertThat(column("b").path("guid").asText()).isEqualTo(guid);
    }

    @Test
    void aColumnThatTakesTheNameOfADroppedOneIsAnotherColumn() {
        Column dropped = Column.of("a", "int")
                .withFieldId("1")
                .withAnnotations(Annotations.none().withTag(Tag.of("Odd")));
        Column renamed = Column.of("b", "int").withFieldId("2");
        Version version =
                catalog.put(Table.of(orders, TableFormat.ICEBERG, Schema.of(dropped, renamed)), Expected.absent());
        String guid = column("b").path("guid").asText();
        Table target = Table.of(
                orders,
                TableFormat.ICEBERG,
                Schema.of(
                        Column.of("a", "int").withFieldId("2"),
                        Column.of("b", "int").withFieldId("3")));
        catalog.put(target, Expected.at(version));
        assertThat(catalog.find(orders)).map(Versioned::value).contains(target);
        assertThat(column("a").path("guid").asText()).isEqualTo(guid);
    }

    @Test
    void aTypedAttributeIsWrittenInItsTypeAndAWrongValueRefused() {
        if (rest.find("/types/typedef/name/OddTyped").isEmpty()) {
            defineTyped();
        }
        Table put = table(orders)
                .withAnnotations(Annotations.none()
                        .withTag(Tag.of("OddTyped").with("days", "30").with("list", "[\"a\",\"b\"]")));
        catalog.put(put, Expected.absent());
        assertThat(catalog.find(orders)).map(Versioned::value).contains(put);
        Table wrong = table(TableRef.of(database, "wrong"))
                .withAnnotations(Annotations.none().withTag(Tag.of("OddTyped").with("days", "many")));
        refused(ErrorCode.INVALID_INPUT, "'days'", () -> catalog.put(wrong, Expected.absent()));
        assertThat(catalog.find(wrong.ref())).isEmpty();
    }

    private void defineTyped() {
        ObjectNode types = AtlasRest.JSON.createObjectNode();
        ObjectNode type = types.putArray("classificationDefs").addObject().put("name", "OddTyped");
        type.withArray("attributeDefs")
                .addObject()
                .put("name", "days")
                .put("typeName", "int")
                .put("isOptional", true);
        type.withArray("attributeDefs")
                .addObject()
                .put("name", "list")
                .put("typeName", "array<string>")
                .put("isOptional", true);
        rest.post("/types/typedefs", types);
    }

    @Test
    void namesThatAtlasDoesNotAllowAreRefusedBeforeAnythingIsWritten() {
        Annotations none = Annotations.none();
        Map.of(
                        "'1st'", none.withTag(Tag.of("1st")),
                        "'hive_table'", none.withTag(Tag.of("hive_table")),
                        "'übung'", none.withTag(Tag.of("Fine_odd")).withTag(Tag.of("übung")),
                        "'no.dots@g'", none.withTerm("no.dots@g"),
                        "'without glossary'", none.withTerm("without glossary"),
                        "'nodot'", none.withAttribute("nodot", "x"),
                        "'a.b'", none.withAttribute("odd_set.a.b", "x"))
                .forEach((named, annotations) -> refused(
                        ErrorCode.INVALID_INPUT,
                        named,
                        () -> catalog.put(table(orders).withAnnotations(annotations), Expected.absent())));
        assertThat(catalog.find(orders)).isEmpty();
        assertThat(rest.find("/types/typedef/name/Fine_odd")).isEmpty();
    }

    @Test
    void aTableWhoseStorageSomebodyDeletedIsSetRightByThePut() {
        Table put = everything(TableFormat.HIVE);
        catalog.put(put, Expected.absent());
        rest.delete("/entity/guid/"
                + entity("hive_storagedesc", orders + "@atlastest_storage")
                        .path("guid")
                        .asText());
        Versioned<Table> torn = catalog.find(orders).orElseThrow();
        assertThat(torn.value().location()).isEmpty();
        catalog.put(put, Expected.at(torn.version()));
        assertThat(catalog.find(orders)).map(Versioned::value).contains(put);
    }

    @Test
    void aSecondColumnOfTheSameNameIsSeenAndSetRight() {
        Version version = catalog.put(table(orders), Expected.absent());
        ObjectNode request = AtlasRest.JSON.createObjectNode();
        ObjectNode extra = request.putArray("entities").addObject().put("typeName", "hive_column");
        extra.putObject("attributes")
                .put("qualifiedName", orders + ".id#2@atlastest")
                .put("name", "id")
                .put("type", "string");
        extra.putObject("relationshipAttributes")
                .putObject("table")
                .put("typeName", "hive_table")
                .put(
                        "guid",
                        entity("hive_table", orders + "@atlastest").path("guid").asText())
                .put("relationshipType", "hive_table_columns");
        rest.post("/entity/bulk", request);
        Versioned<Table> doubled = catalog.find(orders).orElseThrow();
        assertThat(doubled.value().schema().columns()).hasSize(2);
        assertThat(doubled.version()).isNotEqualTo(version);
        catalog.put(table(orders), Expected.at(doubled.version()));
        assertThat(catalog.find(orders)).map(Versioned::value).contains(table(orders));
    }

    @Test
    void anEntityThatIsRenamedByHandIsNoTableAndStopsNoListing() {
        catalog.put(table(orders), Expected.absent());
        catalog.put(table(TableRef.of(database, "other")), Expected.absent());
        JsonNode entity = entity("hive_table", orders + "@atlastest");
        rest.put(
                "/entity/guid/" + entity.path("guid").asText() + "?name=qualifiedName",
                AtlasRest.JSON.getNodeFactory().textNode("something else " + database));
        assertThat(versions()).containsOnlyKeys(TableRef.of(database, "other"));
    }

    @Test
    void whatIsDroppedIsPurgedOnRequestOnly() {
        Version version = catalog.put(table(orders), Expected.absent());
        String guid = entity("hive_table", orders + "@atlastest").path("guid").asText();
        catalog.drop(orders, version);
        assertThat(rest.get("/entity/guid/" + guid)
                        .path("entity")
                        .path("status")
                        .asText())
                .isEqualTo("DELETED");
        assertThat(catalog.purge(List.of(guid))).contains(guid);
        assertThat(rest.find("/entity/guid/" + guid)).isEmpty();
    }

    @Test
    void bucketsAndDirectoriesOfALocationAreEnteredOnceWhateverTheScheme() {
        String bucket = "b-" + database;
        catalog.enterLocation("s3a://" + bucket + "/a/b");
        catalog.enterLocation("s3n://" + bucket + "/a/b/");
        JsonNode directory = entity("aws_s3_v2_directory", "s3://" + bucket + "/a/b/@atlastest");
        assertThat(directory
                        .path("relationshipAttributes")
                        .path("container")
                        .path("displayText")
                        .asText())
                .isEqualTo("a");
        JsonNode above = entity("aws_s3_v2_bucket", "s3://" + bucket + "@atlastest");
        assertThat(above.path("relationshipAttributes").path("contained")).hasSize(1);
        refused(ErrorCode.INVALID_INPUT, "hdfs://", () -> catalog.enterLocation("hdfs://nn/a"));
    }

    private JsonNode column(String name) {
        return entity("hive_column", orders + "." + name + "@atlastest");
    }

    private JsonNode entity(String type, String name) {
        return rest.get("/entity/uniqueAttribute/type/" + type + "?attr:qualifiedName=" + AtlasRest.encoded(name))
                .path("entity");
    }

    private static void refused(ErrorCode code, String naming, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BridgeException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
                .hasMessageContaining(naming);
    }
}
