package io.lakespan.formats.iceberg;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.glue.GlueMetadataCatalog;
import io.lakespan.model.Annotations;
import io.lakespan.model.Column;
import io.lakespan.model.Table;
import io.lakespan.model.TableRef;
import io.lakespan.model.Tag;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.types.Types;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Iceberg commits of what people write, through Iceberg's own Glue catalog, on a real S3 server. */
class IcebergAnnotatingIT {
    private static final Schema PEOPLE = new Schema(
            required(1, "id", Types.LongType.get(), "the key"), optional(2, "email", Types.StringType.get()));

    @RegisterExtension
    static final GlueLake LAKE = new GlueLake();

    private final TableRef people = TableRef.of(
            GlueLake.DATABASE, "people_" + UUID.randomUUID().toString().substring(0, 8));
    private GlueMetadataCatalog catalog;
    private IcebergFormatAdapter adapter;

    @BeforeEach
    void open() {
        catalog = LAKE.catalog();
        adapter = IcebergFormatAdapter.open(LAKE.config());
        LAKE.create(people, PEOPLE);
    }

    @AfterEach
    void close() {
        adapter.close();
        catalog.close();
    }

    @Test
    void whatWasAnnotatedIsRead() {
        Table target = annotated();

        adapter.annotate(target);

        Table read = read();
        assertThat(read.description()).isEqualTo(target.description());
        assertThat(read.owner()).isEqualTo(target.owner());
        assertThat(read.annotations()).isEqualTo(target.annotations());
        assertThat(read.schema()).isEqualTo(target.schema());
    }

    @Test
    void whatIsTakenAwayIsGone() {
        Table before = read();
        adapter.annotate(annotated());

        adapter.annotate(before);

        assertThat(read().withParameters(Map.of())).isEqualTo(before.withParameters(Map.of()));
        assertThat(LAKE.load(people).properties().keySet()).noneMatch(key -> key.startsWith("lakespan."));
    }

    @Test
    void nothingIsCommittedWhenNothingDiffers() {
        adapter.annotate(annotated());
        String before = metadataLocation();

        adapter.annotate(annotated());

        assertThat(metadataLocation()).isEqualTo(before);
    }

    @Test
    void whatTheAnnotationsDoNotSayIsUntouched() {
        org.apache.iceberg.Table table = LAKE.load(people);
        table.updateProperties().set("write.upsert.enabled", "true").commit();
        GlueLake.commitData(table, 0);
        int schemaId = table.schema().schemaId();

        adapter.annotate(annotated().withColumn("email", column -> column.withDescription(Optional.empty())));

        table.refresh();
        assertThat(table.properties()).containsEntry("write.upsert.enabled", "true");
        assertThat(table.snapshots()).hasSize(1);
        assertThat(table.schema().schemaId()).as("no doc differs").isEqualTo(schemaId);
    }

    @Test
    void aChangedDescriptionOfAColumnLeavesFieldsAndTheirIdsAlone() {
        org.apache.iceberg.Table running = LAKE.load(people);

        adapter.annotate(annotated());
        GlueLake.commitData(running, 0);

        running.refresh();
        assertThat(running.schema().findField(2).doc()).isEqualTo("where mail goes");
        assertThat(running.schema().findField(2).type()).isEqualTo(Types.StringType.get());
        assertThat(running.snapshots()).hasSize(1);
    }

    @Test
    void commitsOfDataAndOfAnnotationsAllLand() throws Exception {
        int commits = 20;
        // A pass annotates a table once; twenty times without a pause is more than a job's default four retries
        // outlast.
        LAKE.load(people)
                .updateProperties()
                .set(TableProperties.COMMIT_NUM_RETRIES, "100")
                .set(TableProperties.COMMIT_MIN_RETRY_WAIT_MS, "5")
                .set(TableProperties.COMMIT_MAX_RETRY_WAIT_MS, "200")
                .commit();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Void> data = () -> {
                IntStream.range(0, commits).forEach(number -> GlueLake.commitData(LAKE.load(people), number));
                return null;
            };
            Callable<Void> annotations = () -> {
                IntStream.range(0, commits).forEach(this::annotate);
                return null;
            };
            for (Future<Void> each : threads.invokeAll(List.of(data, annotations))) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(LAKE.load(people).snapshots()).hasSize(commits);
        Table read = read();
        assertThat(read.annotations().tags()).hasSize(commits);
        assertThat(read.schema().column("email").flatMap(Column::description)).contains("text 19");
    }

    @Test
    void aTableThatIsGoneIsNotFound() {
        Table target = annotated();
        LAKE.drop(people);

        refused(ErrorCode.NOT_FOUND, () -> adapter.annotate(target));
    }

    @Test
    void aTableMadeAnewIsAnotherOne() {
        Table target = annotated();
        LAKE.drop(people);
        LAKE.create(people, PEOPLE);

        refused(ErrorCode.CONFLICT, () -> adapter.annotate(target));
    }

    @Test
    void aTextThatWouldStopEveryLaterCommitIsRefused() {
        Table read = read();

        refused(ErrorCode.INVALID_INPUT, () -> adapter.annotate(described(read, "x".repeat(256))));
        refused(ErrorCode.INVALID_INPUT, () -> adapter.annotate(described(read, "two\nlines")));
        refused(ErrorCode.INVALID_INPUT, () -> adapter.annotate(read.withDescription(Optional.of("x".repeat(2049)))));
    }

    @Test
    void manyThreadsReadAtOnce() throws Exception {
        adapter.annotate(annotated());
        Table expected = read();
        Table registered = catalog.find(people).orElseThrow().value();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Table> reading = () -> adapter.read(registered);
            for (Future<Table> each : threads.invokeAll(Collections.nCopies(64, reading))) {
                assertThat(each.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void annotate(int number) {
        Table read = read();
        adapter.annotate(described(read, "text " + number)
                .withAnnotations(read.annotations().withTag(Tag.of("TAG_" + number))));
    }

    private static Table described(Table table, String text) {
        return table.withColumn("email", column -> column.withDescription(Optional.of(text)));
    }

    private Table annotated() {
        return described(read(), "where mail goes")
                .withDescription(Optional.of("Kunden 客户\nand more"))
                .withOwner(Optional.of("ann"))
                .withAnnotations(Annotations.none()
                        .withTag(Tag.of("GOLD").with("since", "2024"))
                        .withTerm("Customer@sales"))
                .withColumn(
                        "email",
                        column -> column.withAnnotations(Annotations.none().withTag(Tag.of("PII"))));
    }

    private Table read() {
        return adapter.read(catalog.find(people).orElseThrow().value());
    }

    private String metadataLocation() {
        return ((BaseTable) LAKE.load(people)).operations().current().metadataFileLocation();
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BridgeException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.getMessage()).contains("people_").doesNotContain("\n");
        });
    }
}
