package io.lakespan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.lakespan.spi.Capability;
import io.lakespan.spi.Creation;
import io.lakespan.spi.MetadataCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link MetadataCatalog} does. */
public abstract class MetadataCatalogContract {
    private static final Version NEVER = Version.of("a-version-that-never-was");

    private final String database =
            "ct_" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    private MetadataCatalog catalog;

    /** An open catalog; what is in it already does not matter. */
    protected abstract MetadataCatalog open();

    /** How many tables make the listing cross a page. */
    protected int moreThanAPage() {
        return 120;
    }

    @BeforeEach
    void openCatalog() {
        catalog = open();
    }

    @AfterEach
    void closeCatalog() {
        catalog.close();
    }

    @Test
    void aDatabaseIsFoundAsItWasPut() {
        Database put = Database.of(database).withDescription("Größe 商店 🛒").withLocation("s3://lake/" + database);
        Version version = catalog.put(put, Expected.absent());
        Versioned<Database> found = catalog.findDatabase(database).orElseThrow();
        assertThat(found.value().name()).isEqualTo(database);
        assertThat(found.value().description()).contains("Größe 商店 🛒");
        assertThat(found.value().location()).contains("s3://lake/" + database);
        assertThat(found.version()).isEqualTo(version);
        assertThat(catalog.databases()).contains(found);
    }

    @Test
    void databasesAreSortedByName() {
        createDatabase();
        List<String> names =
                catalog.databases().stream().map(found -> found.value().name()).toList();
        assertThat(names).isSorted().contains(database);
    }

    @Test
    void aDatabaseThatExistsIsNotCreatedAgain() {
        createDatabase();
        refused(ErrorCode.ALREADY_EXISTS, () -> catalog.put(Database.of(database), Expected.absent()));
    }

    @Test
    void aDatabaseIsUpdatedAtItsVersionOnly() {
        Version version = createDatabase();
        Database described = Database.of(database).withDescription("second");
        catalog.put(described, Expected.at(version));
        assertThat(catalog.findDatabase(database).orElseThrow().value().description())
                .contains("second");
        refused(ErrorCode.CONFLICT, () -> catalog.put(described.withDescription("third"), Expected.at(version)));
        assertThat(catalog.findDatabase(database).orElseThrow().value().description())
                .contains("second");
    }

    @Test
    void anAbsentDatabaseIsEmptyOrNotFoundNeverAnEmptyListing() {
        assertThat(catalog.findDatabase(database)).isEmpty();
        refused(ErrorCode.NOT_FOUND, () -> names());
        refused(ErrorCode.NOT_FOUND, () -> catalog.put(table("t"), Expected.absent()));
        refused(ErrorCode.NOT_FOUND, () -> catalog.dropDatabase(database, NEVER));
    }

    @Test
    void aTableIsFoundAsItWasPut() {
        createDatabase();
        Table put = table("orders")
                .withDescription(Optional.of("Bestellungen 订单 🧾 with 'quotes' and \"more\""))
                .withOwner(Optional.of("ann"))
                .withLocation(Optional.of("s3://lake/" + database + "/orders"));
        Version version = catalog.put(put, Expected.absent());
        Versioned<Table> found = catalog.find(put.ref()).orElseThrow();
        assertThat(found.version()).isEqualTo(version);
        assertThat(found.value().ref()).isEqualTo(put.ref());
        assertThat(found.value().format()).isEqualTo(put.format());
        assertThat(found.value().schema()).isEqualTo(put.schema());
        assertThat(found.value().description()).isEqualTo(put.description());
        assertThat(found.value().owner()).isEqualTo(put.owner());
        assertThat(found.value().location()).isEqualTo(put.location());
    }

    @Test
    void partitionKeysAndNestedTypesComeBack() {
        createDatabase();
        Schema schema = Schema.of(
                        Column.of("items", "array<struct<sku:string,qty:int>>"),
                        Column.of("attributes", "map<string,decimal(38,18)>"),
                        Column.of("day", "date"))
                .partitionedBy(PartitionField.identity("day"));
        Table put = Table.of(ref("nested"), TableFormat.HIVE, schema);
        catalog.put(put, Expected.absent());
        assertThat(catalog.find(put.ref()).orElseThrow().value().schema()).isEqualTo(schema);
    }

    @Test
    void whatPeopleAddedToATableAndItsColumnsComesBack() {
        createDatabase();
        Table put = annotated();
        Version version = catalog.put(put, Expected.absent());
        Versioned<Table> found = catalog.find(put.ref()).orElseThrow();
        assertThat(found.version()).isEqualTo(version);
        assertThat(found.value().annotations()).isEqualTo(put.annotations());
        assertThat(found.value().schema().column("email").orElseThrow().annotations())
                .isEqualTo(put.schema().column("email").orElseThrow().annotations());
    }

    @Test
    void annotationsAreTakenAwayAgain() {
        createDatabase();
        Table put = annotated();
        Version first = catalog.put(put, Expected.absent());
        Table bare = put.withAnnotations(Annotations.none())
                .withColumn("email", column -> column.withAnnotations(Annotations.none()));
        catalog.put(bare, Expected.at(first));
        Table found = catalog.find(put.ref()).orElseThrow().value();
        assertThat(found.annotations()).isEqualTo(Annotations.none());
        assertThat(found.schema().column("email").orElseThrow().annotations()).isEqualTo(Annotations.none());
    }

    @Test
    void annotationsOfADatabaseComeBack() {
        Database put = Database.of(database).withAnnotations(Annotations.none().withTag(Tag.of("CT_GOLD")));
        catalog.put(put, Expected.absent());
        assertThat(catalog.findDatabase(database).orElseThrow().value().annotations())
                .isEqualTo(put.annotations());
    }

    @Test
    void storageAndParametersComeBack() {
        createDatabase();
        Table put = Table.of(ref("stored"), TableFormat.HIVE, Schema.of(Column.of("id", "bigint")))
                .withLocation(Optional.of("s3://lake/" + database + "/stored"))
                .withParameters(Map.of("skip.header.line.count", "1"))
                .withStorage(Storage.of(
                                "org.apache.hadoop.mapred.TextInputFormat",
                                "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                                "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe")
                        .withSerializationParameters(new TreeMap<>(Map.of("field.delim", ";"))));
        catalog.put(put, Expected.absent());
        Table found = catalog.find(put.ref()).orElseThrow().value();
        assertThat(found.storage()).isEqualTo(put.storage());
        assertThat(found.parameters()).containsEntry("skip.header.line.count", "1");
    }

    @Test
    void aViewKeepsItsText() {
        createDatabase();
        Table put = Table.of(ref("a_view"), TableFormat.VIEW, Schema.of(Column.of("id", "bigint")))
                .withView(Optional.of(new ViewText("SELECT id FROM t", Optional.of("SELECT `t`.`id` FROM `t`"))));
        catalog.put(put, Expected.absent());
        Table found = catalog.find(put.ref()).orElseThrow().value();
        assertThat(found.format()).isEqualTo(TableFormat.VIEW);
        assertThat(found.view()).isEqualTo(put.view());
    }

    @Test
    void severalTablesAreCreatedAndOneThatExistsIsRefusedAlone() {
        createDatabase();
        Version first = catalog.put(table("one"), Expected.absent());
        List<Creation> created = catalog.create(List.of(table("one"), table("two"), table("three")));
        assertThat(created).extracting(Creation::ref).containsExactly(ref("one"), ref("two"), ref("three"));
        assertThat(created.get(0)).isInstanceOfSatisfying(Creation.Refused.class, refused -> assertThat(
                        refused.reason().code())
                .isEqualTo(ErrorCode.ALREADY_EXISTS));
        assertThat(catalog.find(ref("one")).orElseThrow().version()).isEqualTo(first);
        assertThat(created.get(1))
                .isEqualTo(new Creation.Done(
                        ref("two"), catalog.find(ref("two")).orElseThrow().version()));
        assertThat(catalog.find(ref("three"))).isPresent();
    }

    @Test
    void aListingForSomebodyWhoKnowsTheVersionsShowsTheSameVersions() {
        createDatabase();
        Version known = catalog.put(table("known"), Expected.absent());
        Version old = catalog.put(table("changed"), Expected.absent());
        Version now = catalog.put(table("changed").withDescription(Optional.of("new")), Expected.at(old));
        Map<TableRef, Version> before = Map.of(ref("known"), known, ref("changed"), old);
        try (Stream<ListedTable> listing = catalog.tables(database, before)) {
            Map<TableRef, Version> listed = listing.collect(Collectors.toMap(ListedTable::ref, ListedTable::version));
            assertThat(listed).containsOnly(Map.entry(ref("known"), known), Map.entry(ref("changed"), now));
        }
    }

    @Test
    void aRenamedTableKeepsWhatHangsOnItWhereRenamingIsPossible() {
        createDatabase();
        Version version = catalog.put(annotated(), Expected.absent());
        if (!catalog.capabilities().contains(Capability.RENAME_TABLE)) {
            refused(ErrorCode.UNSUPPORTED, () -> catalog.rename(annotated().ref(), ref("renamed"), version));
            return;
        }
        Version renamed = catalog.rename(annotated().ref(), ref("renamed"), version);
        assertThat(catalog.find(annotated().ref())).isEmpty();
        Versioned<Table> found = catalog.find(ref("renamed")).orElseThrow();
        assertThat(found.version()).isEqualTo(renamed);
        assertThat(found.value().annotations()).isEqualTo(annotated().annotations());
        refused(ErrorCode.NOT_FOUND, () -> catalog.rename(annotated().ref(), ref("again"), version));
        catalog.put(table("taken"), Expected.absent());
        refused(ErrorCode.ALREADY_EXISTS, () -> catalog.rename(ref("renamed"), ref("taken"), renamed));
        refused(ErrorCode.CONFLICT, () -> catalog.rename(ref("renamed"), ref("free"), NEVER));
    }

    @Test
    void namesFoldToLowerCase() {
        createDatabase();
        catalog.put(table("Orders"), Expected.absent());
        assertThat(catalog.find(TableRef.of(database.toUpperCase(Locale.ROOT), "ORDERS")))
                .isPresent();
        assertThat(names()).containsExactly(ref("orders"));
    }

    @Test
    void aListingCrossesPagesAndShowsWhatFindShows() {
        createDatabase();
        Set<TableRef> put = IntStream.range(0, moreThanAPage())
                .mapToObj(i -> ref("t%04d".formatted(i)))
                .collect(Collectors.toCollection(TreeSet::new));
        put.forEach(ref -> catalog.put(Table.of(ref, TableFormat.HIVE, oneColumn()), Expected.absent()));
        assertThat(names()).isEqualTo(put);
        TableRef first = put.iterator().next();
        try (Stream<Versioned<Table>> listing = catalog.tables(database)) {
            Versioned<Table> listed = listing.filter(
                            table -> table.value().ref().equals(first))
                    .findFirst()
                    .orElseThrow();
            assertThat(listed).isEqualTo(catalog.find(first).orElseThrow());
        }
    }

    @Test
    void aTableThatExistsIsNotCreatedAgain() {
        createDatabase();
        catalog.put(table("orders"), Expected.absent());
        refused(ErrorCode.ALREADY_EXISTS, () -> catalog.put(table("orders"), Expected.absent()));
    }

    @Test
    void aTableIsUpdatedAtItsVersionOnly() {
        createDatabase();
        Version first = catalog.put(table("orders"), Expected.absent());
        Table second = table("orders").withDescription(Optional.of("second"));
        Version now = catalog.put(second, Expected.at(first));
        assertThat(now).isNotEqualTo(first);
        refused(
                ErrorCode.CONFLICT,
                () -> catalog.put(second.withDescription(Optional.of("third")), Expected.at(first)));
        assertThat(catalog.find(second.ref()).orElseThrow().value().description())
                .contains("second");
        assertThat(catalog.find(second.ref()).orElseThrow().version()).isEqualTo(now);
    }

    @Test
    void columnsAreAddedDescribedAndRemoved() {
        createDatabase();
        Version version = catalog.put(table("orders"), Expected.absent());
        Schema changed = Schema.of(
                Column.of("id", "bigint").withDescription(Optional.of("the key")), Column.of("added", "double"));
        catalog.put(table("orders").withSchema(changed), Expected.at(version));
        assertThat(catalog.find(ref("orders")).orElseThrow().value().schema()).isEqualTo(changed);
    }

    @Test
    void aTextThatIsTakenAwayIsGone() {
        createDatabase();
        Version version = catalog.put(table("orders").withDescription(Optional.of("soon gone")), Expected.absent());
        catalog.put(table("orders").withDescription(Optional.empty()), Expected.at(version));
        assertThat(catalog.find(ref("orders")).orElseThrow().value().description())
                .isEmpty();
    }

    @Test
    void anAbsentTableIsNotUpdatedOrDropped() {
        createDatabase();
        assertThat(catalog.find(ref("nothing"))).isEmpty();
        refused(ErrorCode.NOT_FOUND, () -> catalog.put(table("nothing"), Expected.at(NEVER)));
        refused(ErrorCode.NOT_FOUND, () -> catalog.drop(ref("nothing"), NEVER));
        assertThat(names()).isEmpty();
    }

    @Test
    void aTableIsDroppedAtItsVersionOnlyAndCanComeAgain() {
        createDatabase();
        Version version = catalog.put(table("orders"), Expected.absent());
        refused(ErrorCode.CONFLICT, () -> catalog.drop(ref("orders"), NEVER));
        assertThat(catalog.find(ref("orders"))).isPresent();
        catalog.drop(ref("orders"), version);
        assertThat(catalog.find(ref("orders"))).isEmpty();
        assertThat(names()).isEmpty();
        refused(ErrorCode.NOT_FOUND, () -> catalog.drop(ref("orders"), version));
        catalog.put(table("orders"), Expected.absent());
        assertThat(names()).containsExactly(ref("orders"));
    }

    @Test
    void onlyAnEmptyDatabaseIsDropped() {
        Version version = createDatabase();
        Version table = catalog.put(table("orders"), Expected.absent());
        refused(ErrorCode.CONFLICT, () -> catalog.dropDatabase(database, currentVersion(version)));
        catalog.drop(ref("orders"), table);
        catalog.dropDatabase(database, currentVersion(version));
        assertThat(catalog.findDatabase(database)).isEmpty();
    }

    @Test
    void ofWritersWithTheSameExpectationExactlyOneWins() throws InterruptedException, ExecutionException {
        createDatabase();
        Version version = catalog.put(table("orders"), Expected.absent());
        List<Boolean> won = concurrently(4, writer -> {
            catalog.put(table("orders").withDescription(Optional.of("writer " + writer)), Expected.at(version));
        });
        assertThat(won).containsOnlyOnce(true);
        int winner = won.indexOf(true);
        assertThat(catalog.find(ref("orders")).orElseThrow().value().description())
                .contains("writer " + winner);
    }

    @Test
    void whatTheCatalogCannotDoIsRefusedAsUnsupported() {
        createDatabase();
        Table iceberg = table("orders").withFormat(TableFormat.ICEBERG).withUuid(Optional.of("11-22"));
        if (catalog.capabilities().contains(Capability.CREATE_FORMAT_TABLES)) {
            catalog.put(iceberg, Expected.absent());
            assertThat(catalog.find(iceberg.ref()).orElseThrow().value().uuid()).contains("11-22");
        } else {
            refused(ErrorCode.UNSUPPORTED, () -> catalog.put(iceberg, Expected.absent()));
            assertThat(catalog.find(iceberg.ref())).isEmpty();
        }
    }

    /** One writer of the concurrency test. */
    @FunctionalInterface
    private interface Writer {
        void write(int number);
    }

    private static List<Boolean> concurrently(int writers, Writer writer)
            throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                int number = i;
                results.add(pool.submit(() -> succeeds(writer, number)));
            }
            List<Boolean> won = new ArrayList<>();
            for (Future<Boolean> result : results) {
                won.add(result.get());
            }
            return won;
        } finally {
            pool.shutdownNow();
        }
    }

    private static boolean succeeds(Writer writer, int number) {
        try {
            writer.write(number);
            return true;
        } catch (BridgeException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
            return false;
        }
    }

    private Version createDatabase() {
        return catalog.put(Database.of(database), Expected.absent());
    }

    /** A catalog whose database version covers its tables shows a new one; the others keep the old. */
    private Version currentVersion(Version fallback) {
        return catalog.findDatabase(database).map(Versioned::version).orElse(fallback);
    }

    private Set<TableRef> names() {
        try (Stream<Versioned<Table>> listing = catalog.tables(database)) {
            return listing.map(table -> table.value().ref()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Table annotated() {
        Annotations onColumn = Annotations.none()
                .withTag(Tag.of("CT_PII"))
                .withTerm("Email Address@ct_sales")
                .withAttribute("ct_gdpr.basis", "consent");
        return Table.of(ref("annotated"), TableFormat.HIVE, Schema.of(Column.of("id", "bigint"), email(onColumn)))
                .withAnnotations(Annotations.none()
                        .withTag(Tag.of("CT_GOLD"))
                        .withTag(Tag.of("CT_RETENTION").with("days", "30"))
                        .withTerm("Kunde 客户@ct_sales")
                        .withAttribute("ct_gdpr.level", "3 – höchste"));
    }

    private static Column email(Annotations annotations) {
        return Column.of("email", "string").withAnnotations(annotations);
    }

    private TableRef ref(String name) {
        return TableRef.of(database, name);
    }

    private Table table(String name) {
        Schema schema = Schema.of(
                Column.of("id", "bigint"),
                Column.of("name", "string").withDescription(Optional.of("Name, 名字")),
                Column.of("total", "decimal(10,2)"));
        return Table.of(ref(name), TableFormat.HIVE, schema);
    }

    private static Schema oneColumn() {
        return Schema.of(Column.of("id", "int"));
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BridgeException.class, e -> assertThat(e.code())
                .as(e.getMessage())
                .isEqualTo(code));
    }
}
