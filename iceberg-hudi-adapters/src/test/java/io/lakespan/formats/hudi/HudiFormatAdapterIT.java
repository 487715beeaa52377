package io.lakespan.formats.hudi;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.model.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that Hudi's own client wrote, in each of its layouts. */
class HudiFormatAdapterIT {
    private static final Map<HudiLibrary, Path> WRITTEN = new EnumMap<>(HudiLibrary.class);

    @TempDir
    private static Path home;

    private HudiFormatAdapter adapter;

    @BeforeAll
    static void write() throws IOException, InterruptedException {
        for (HudiLibrary library : HudiLibrary.values()) {
            WRITTEN.put(library, library.writeTables(home));
        }
    }

    @AfterAll
    static void forget() {
        WRITTEN.clear();
    }

    @BeforeEach
    void open() {
        adapter = HudiFormatAdapter.open(HudiConfig.defaults());
    }

    @AfterEach
    void close() {
        adapter.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeHasTheNameThatHiveSyncGivesIt(HudiLibrary library) {
        Table table = adapter.read(registered(library, "plain", Schema.empty()));

        assertThat(table.schema().columns())
                .containsExactly(
                        Column.of("id", "bigint")
                                .withDescription(Optional.of("the number"))
                                .withRequired(),
                        Column.of("flag", "boolean"),
                        Column.of("small", "int"),
                        Column.of("ratio", "float"),
                        Column.of("share", "double"),
                        Column.of("name", "string").withDescription(Optional.of("Anrede und Name, 李雷")),
                        Column.of("raw", "binary"),
                        Column.of("amount", "decimal(10,2)").withRequired(),
                        Column.of("day", "date"),
                        Column.of("at", "timestamp"),
                        Column.of("at_ms", "timestamp"),
                        Column.of("clock", "bigint"),
                        Column.of("kind", "string"),
                        Column.of("tags", "array<string>")
                                .withDescription(Optional.of("free"))
                                .withRequired(),
                        Column.of("sizes", "map<string,int>"),
                        Column.of("address", "struct<street:string,lines:array<string>>"));
        assertThat(table.schema().partitioning()).isEmpty();
        assertThat(table.format()).isEqualTo(TableFormat.HUDI);
        assertThat(table.uuid()).as("Hudi gives none").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anEvolvedTableHasItsNewestSchemaAfterCleaningAndArchiving(HudiLibrary library) throws IOException {
        assertThat(instantsOf(library, "evolved", ".commit"))
                .as("of 12 commits, the others are archived")
                .hasSizeBetween(1, 4);

        Schema schema =
                adapter.read(registered(library, "evolved", Schema.empty())).schema();

        assertThat(schema.columns())
                .containsExactly(
                        Column.of("id", "bigint")
                                .withDescription(Optional.of("the order's number"))
                                .withRequired(),
                        Column.of("qty", "bigint"),
                        Column.of("ts", "bigint").withRequired(),
                        Column.of("note", "string").withDescription(Optional.of("by hand")),
                        Column.of("region", "string"));
        assertThat(schema.partitioning()).containsExactly(PartitionField.identity("region"));
    }

    @ParameterizedTest
    @EnumSource
    void aMergeOnReadTableIsReadWithoutItsFiles(HudiLibrary library) {
        Schema schema =
                adapter.read(registered(library, "merged", Schema.empty())).schema();

        assertThat(schema.columns()).extracting(Column::name).containsExactly("id", "qty", "region", "ts");
        assertThat(schema.partitioning())
                .containsExactly(PartitionField.identity("region"), PartitionField.identity("ts"));
    }

    @ParameterizedTest
    @EnumSource
    void aTableThatWasClusteredLastHasTheSchemaOfItsLastWrite(HudiLibrary library) throws IOException {
        assertThat(instantsOf(library, "clustered", ".replacecommit")).hasSize(1);
        assertThat(columns(library, "clustered")).containsExactly("id", "region", "qty", "ts", "note");
    }

    @ParameterizedTest
    @EnumSource
    void anUnfinishedCommitDoesNotCount(HudiLibrary library) {
        assertThat(columns(library, "pending")).containsExactly("id", "region", "qty", "ts");
    }

    @ParameterizedTest
    @EnumSource
    void aTableWithoutCommitsHasTheColumnsItWasCreatedWith(HudiLibrary library) {
        assertThat(columns(library, "created")).containsExactly("id", "region", "qty", "ts");
    }

    @ParameterizedTest
    @EnumSource
    void aTableThatTellsNoColumnsHasThoseOfItsEntry(HudiLibrary library) {
        Schema entry = Schema.of(Column.of("id", "bigint"));

        assertThat(adapter.read(registered(library, "bare", entry)).schema()).isEqualTo(entry);
    }

    @ParameterizedTest
    @EnumSource
    void aColumnOfATableWithHudisOwnEvolutionHasAnIdThatARenameKeeps(HudiLibrary library) {
        List<Column> columns = adapter.read(registered(library, "renamed", Schema.empty()))
                .schema()
                .columns();

        assertThat(columns).extracting(Column::name).containsExactly("id", "area", "qty", "ts");
        assertThat(columns)
                .extracting(Column::fieldId)
                .containsExactly(Optional.of("5"), Optional.of("6"), Optional.of("7"), Optional.of("8"));
    }

    @ParameterizedTest
    @EnumSource
    void theEntrysMetaColumnsTextsAndTagsStay(HudiLibrary library) {
        Annotations secret = Annotations.none().withTag(Tag.of("PII"));
        Column commitTime = Column.of("_hoodie_commit_time", "string");
        Table entry = registered(
                        library,
                        "evolved",
                        Schema.of(
                                commitTime,
                                Column.of("id", "int").withDescription(Optional.of("edited")),
                                Column.of("note", "string").withAnnotations(secret),
                                Column.of("gone", "string")))
                .withDescription(Optional.of("what the shop sold"))
                .withOwner(Optional.of("sales"))
                .withParameters(Map.of("last_commit_time_sync", "20261121"));

        Table table = adapter.read(entry);

        assertThat(table.schema().columns())
                .startsWith(
                        commitTime,
                        Column.of("id", "bigint")
                                .withDescription(Optional.of("edited"))
                                .withRequired());
        assertThat(table.schema().column("note").map(Column::annotations)).contains(secret);
        assertThat(table.schema().column("gone")).isEmpty();
        assertThat(table.withSchema(entry.schema())).isEqualTo(entry);
    }

    @ParameterizedTest
    @EnumSource
    void thePropertiesTellHowTheTableWasSetUp(HudiLibrary library) {
        HudiSettings evolved = adapter.settings(registered(library, "evolved", Schema.empty()));
        HudiSettings merged = adapter.settings(registered(library, "merged", Schema.empty()));

        assertThat(evolved.name()).isEqualTo("evolved");
        assertThat(evolved.type()).isEqualTo(HudiSettings.Type.COPY_ON_WRITE);
        assertThat(evolved.version()).isEqualTo(library.tableVersion());
        assertThat(evolved.recordKeys()).containsExactly("id");
        assertThat(evolved.partitionFields()).containsExactly("region");
        assertThat(evolved.orderingFields()).containsExactly("ts");
        assertThat(evolved.keyGenerator())
                .hasValueSatisfying(name -> assertThat(name).containsIgnoringCase("simple"));
        assertThat(evolved.hiveStylePartitioning()).isTrue();
        assertThat(evolved.timeline().isPresent()).isEqualTo(library.hasTimelineFolder());
        assertThat(merged.type()).isEqualTo(HudiSettings.Type.MERGE_ON_READ);
        assertThat(merged.recordKeys()).containsExactly("id", "region");
        assertThat(merged.hiveStylePartitioning()).isFalse();
    }

    private List<String> columns(HudiLibrary library, String table) {
        return adapter.read(registered(library, table, Schema.empty())).schema().columns().stream()
                .map(Column::name)
                .toList();
    }

    private static List<String> instantsOf(HudiLibrary library, String table, String kind) throws IOException {
        Path state = WRITTEN.get(library).resolve(table).resolve(".hoodie");
        Path timeline = library.hasTimelineFolder() ? state.resolve("timeline") : state;
        try (Stream<Path> files = Files.list(timeline)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(kind))
                    .toList();
        }
    }

    private static Table registered(HudiLibrary library, String table, Schema entry) {
        Path place = WRITTEN.get(library).resolve(table);
        return Table.of(TableRef.of("shop", table), TableFormat.HUDI, entry)
                .withLocation(Optional.of(place.toUri().toString()));
    }
}
