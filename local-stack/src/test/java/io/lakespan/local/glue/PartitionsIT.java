package io.lakespan.local.glue;

import static io.lakespan.local.glue.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionFailureEntry;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;

// The SDK takes builders as generic varargs.
@SuppressWarnings("unchecked")
class PartitionsIT {
    private static final String TABLE = "t";

    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    private final String database = LocalGlue.unique("db_");
    private GlueClient client;

    @BeforeEach
    void open() {
        client = GLUE.client();
        client.createDatabase(create -> create.databaseInput(input -> input.name(database)));
        client.createTable(create -> create.databaseName(database).tableInput(input -> input.name(TABLE)
                .storageDescriptor(
                        storage -> storage.columns(column -> column.name("id").type("int")))
                .partitionKeys(key -> key.name("Region").type("string"), key -> key.name("n")
                        .type("int"))));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aPartitionComesBackWithAllItsFields() {
        create(List.of("eu/ö", "1"), input -> input.parameters(Map.of("a", "b"))
                .storageDescriptor(storage -> storage.location("s3://lake/t/eu/1")
                        .columns(column -> column.name("id").type("int"))));

        Partition partition = get("eu/ö", "1");

        assertThat(partition.values()).containsExactly("eu/ö", "1");
        assertThat(partition.databaseName()).isEqualTo(database);
        assertThat(partition.tableName()).isEqualTo(TABLE);
        assertThat(partition.parameters()).isEqualTo(Map.of("a", "b"));
        assertThat(partition.storageDescriptor().location()).isEqualTo("s3://lake/t/eu/1");
        assertThat(partition.storageDescriptor().columns()).hasSize(1);
        assertThat(partition.creationTime()).isNotNull();
    }

    @Test
    void anUpdateReplacesAPartitionAndMayMoveIt() {
        create(List.of("eu", "1"), input -> {});
        create(List.of("eu", "2"), input -> {});

        update(List.of("eu", "1"), List.of("eu", "1"), "here");
        assertThat(get("eu", "1").parameters()).containsEntry("p", "here");

        update(List.of("eu", "1"), List.of("us", "1"), "there");
        assertThat(get("us", "1").parameters()).containsEntry("p", "there");
        refused("EntityNotFoundException", () -> get("eu", "1"));
        refused("AlreadyExistsException", () -> update(List.of("us", "1"), List.of("eu", "2"), "taken"));
    }

    @Test
    void aPartitionIsCreatedOnceAndDeletedOnce() {
        create(List.of("eu", "1"), input -> {});

        refused("AlreadyExistsException", () -> create(List.of("eu", "1"), input -> {}));
        delete("eu", "1");
        refused("EntityNotFoundException", () -> delete("eu", "1"));
        refused("EntityNotFoundException", () -> get("eu", "1"));
    }

    @Test
    void whatIsWrongWithAPartitionIsRefused() {
        refused("InvalidInputException", () -> create(List.of("eu"), input -> {}));
        refused("InvalidInputException", () -> create(List.of("eu", ""), input -> {}));
        refused(
                "ValidationException",
                () -> client.createPartition(
                        create -> create.databaseName(database).tableName(TABLE).partitionInput(input -> {})));
        refused("InvalidInputException", () -> get("eu"));
        refused(
                "EntityNotFoundException",
                () -> client.getPartitions(get -> get.databaseName(database).tableName("nothing")));
    }

    @Test
    void aListingCrossesPagesAndMissesNothing() {
        createMany(230);

        GetPartitionsResponse whole =
                client.getPartitions(list -> list.databaseName(database).tableName(TABLE));

        assertThat(whole.partitions()).hasSize(230);
        assertThat(whole.nextToken()).isNull();
        assertThat(listed(list -> list.maxResults(7))).hasSize(230).doesNotHaveDuplicates();
        assertThat(listed(list -> list.maxResults(7).expression("region = 'r1'")))
                .hasSize(46);
    }

    @Test
    void segmentsTogetherAreTheWholeWithoutOverlap() {
        createMany(200);
        List<List<String>> all = new ArrayList<>();

        for (int segment = 0; segment < 5; segment++) {
            int number = segment;
            List<List<String>> part = listed(list -> list.maxResults(10)
                    .segment(each -> each.segmentNumber(number).totalSegments(5)));
            assertThat(part).isNotEmpty();
            all.addAll(part);
        }

        assertThat(all).hasSize(200).doesNotHaveDuplicates();
        assertThat(Set.copyOf(all)).isEqualTo(new HashSet<>(listed(list -> {})));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                          | 50
            n < 10                                      | 10
            n >= 9 and n <= 11                          | 3
            region in ('r0', 'r1')                      | 20
            (REGION = 'r2') AND (n between 0 and 24)    | 5
            region like 'r%' and not n > 4              | 5
            n is null                                   | 0
            """)
    void anExpressionChoosesByValues(String expression, int expected) {
        createMany(50);

        assertThat(listed(list -> list.maxResults(4).expression(expression))).hasSize(expected);
    }

    @Test
    void aListingMayLeaveOutTheColumns() {
        create(
                List.of("eu", "1"),
                input ->
                        input.storageDescriptor(storage -> storage.location("x").columns(column -> column.name("id"))));

        Partition partition = client.getPartitions(
                        list -> list.databaseName(database).tableName(TABLE).excludeColumnSchema(true))
                .partitions()
                .get(0);

        assertThat(partition.storageDescriptor().location()).isEqualTo("x");
        assertThat(partition.storageDescriptor().columns()).isEmpty();
    }

    @Test
    void whatIsWrongWithAListingIsRefused() {
        refused("InvalidInputException", () -> listed(list -> list.expression("month = 1")));
        refused("InvalidInputException", () -> listed(list -> list.expression("n = 'x'")));
        refused("ValidationException", () -> listed(list -> list.maxResults(1001)));
        refused(
                "ValidationException",
                () -> listed(list -> list.segment(each -> each.segmentNumber(0).totalSegments(11))));
        refused(
                "InvalidInputException",
                () -> listed(list -> list.segment(each -> each.segmentNumber(5).totalSegments(5))));
        refused("ValidationException", () -> listed(list -> list.segment(each -> each.segmentNumber(5))));
    }

    @Test
    void aBatchIsCreatedAndWhatFailedIsTold() {
        create(List.of("eu", "1"), input -> {});

        List<PartitionError> errors = client.batchCreatePartition(create -> create.databaseName(database)
                        .tableName(TABLE)
                        .partitionInputList(
                                input -> input.values("eu", "1"),
                                input -> input.values("eu"),
                                input -> input.values("eu", "2")))
                .errors();

        assertThat(errors)
                .extracting(error -> error.errorDetail().errorCode())
                .containsExactly("AlreadyExistsException", "InvalidInputException");
        assertThat(errors.get(0).partitionValues()).containsExactly("eu", "1");
        assertThat(listed(list -> {})).hasSize(2);
    }

    @Test
    void aBatchIsReadWithoutThoseThatAreNotThere() {
        createMany(30);

        List<Partition> found = client.batchGetPartition(get -> get.databaseName(database)
                        .tableName(TABLE)
                        .partitionsToGet(values("r1", "1"), values("r9", "9"), values("r2", "2")))
                .partitions();

        assertThat(found).extracting(Partition::values).containsExactly(List.of("r1", "1"), List.of("r2", "2"));
    }

    @Test
    void aBatchIsUpdatedAndWhatFailedIsTold() {
        createMany(3);

        List<BatchUpdatePartitionFailureEntry> errors = client.batchUpdatePartition(
                        update -> update.databaseName(database)
                                .tableName(TABLE)
                                .entries(
                                        entry(List.of("r1", "1"), List.of("r1", "1")),
                                        entry(List.of("r9", "9"), List.of("r9", "9")),
                                        entry(List.of("r2", "2"), List.of("moved", "2"))))
                .errors();

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).partitionValueList()).containsExactly("r9", "9");
        assertThat(errors.get(0).errorDetail().errorCode()).isEqualTo("EntityNotFoundException");
        assertThat(get("r1", "1").parameters()).containsEntry("p", "batch");
        assertThat(get("moved", "2").parameters()).containsEntry("p", "batch");
    }

    @Test
    void aBatchIsDeletedAndWhatFailedIsTold() {
        createMany(3);

        List<PartitionError> errors = client.batchDeletePartition(delete -> delete.databaseName(database)
                        .tableName(TABLE)
                        .partitionsToDelete(values("r1", "1"), values("r9", "9")))
                .errors();

        assertThat(errors).extracting(PartitionError::partitionValues).containsExactly(List.of("r9", "9"));
        assertThat(listed(list -> {})).containsExactly(List.of("r0", "0"), List.of("r2", "2"));
    }

    @Test
    void aBatchHasItsLimit() {
        List<PartitionValueList> many =
                IntStream.range(0, 1001).mapToObj(i -> values("r", "" + i)).toList();
        List<PartitionInput> inputs = IntStream.range(0, 101)
                .mapToObj(i -> PartitionInput.builder().values("r", "" + i).build())
                .toList();

        refused(
                "ValidationException",
                () -> client.batchGetPartition(
                        get -> get.databaseName(database).tableName(TABLE).partitionsToGet(many)));
        refused(
                "ValidationException",
                () -> client.batchDeletePartition(delete ->
                        delete.databaseName(database).tableName(TABLE).partitionsToDelete(many.subList(0, 26))));
        refused(
                "ValidationException",
                () -> client.batchCreatePartition(
                        create -> create.databaseName(database).tableName(TABLE).partitionInputList(inputs)));
        assertThat(listed(list -> {})).isEmpty();
    }

    @Test
    void indexesAreCreatedListedAndDeleted() {
        createIndex("by_region", "region");

        PartitionIndexDescriptor index = indexes().get(0);
        assertThat(index.indexName()).isEqualTo("by_region");
        assertThat(index.indexStatusAsString()).isEqualTo("ACTIVE");
        assertThat(index.keys()).hasSize(1);
        assertThat(index.keys().get(0).name()).isEqualTo("region");
        assertThat(index.keys().get(0).type()).isEqualTo("string");

        refused("AlreadyExistsException", () -> createIndex("by_region", "n"));
        refused("InvalidInputException", () -> createIndex("other", "month"));
        createIndex("by_n", "n");
        createIndex("by_both", "region", "n");
        refused("ResourceNumberLimitExceededException", () -> createIndex("fourth", "n"));

        client.deletePartitionIndex(
                delete -> delete.databaseName(database).tableName(TABLE).indexName("by_n"));
        assertThat(indexes()).extracting(PartitionIndexDescriptor::indexName).containsExactly("by_both", "by_region");
        refused(
                "EntityNotFoundException",
                () -> client.deletePartitionIndex(
                        delete -> delete.databaseName(database).tableName(TABLE).indexName("by_n")));
    }

    @Test
    void aTableBringsItsIndexes() {
        client.createTable(create -> create.databaseName(database)
                .tableInput(input -> input.name("indexed")
                        .partitionKeys(key -> key.name("day").type("date")))
                .partitionIndexes(index -> index.indexName("i").keys("day")));

        assertThat(client.getPartitionIndexes(get -> get.databaseName(database).tableName("indexed"))
                        .partitionIndexDescriptorList())
                .extracting(PartitionIndexDescriptor::indexName)
                .containsExactly("i");
    }

    private void createMany(int count) {
        List<PartitionInput> inputs = IntStream.range(0, count)
                .mapToObj(i -> PartitionInput.builder()
                        .values("r" + i % 5, Integer.toString(i))
                        .build())
                .toList();
        for (int from = 0; from < count; from += 100) {
            List<PartitionInput> batch = inputs.subList(from, Math.min(count, from + 100));
            assertThat(client.batchCreatePartition(create -> create.databaseName(database)
                                    .tableName(TABLE)
                                    .partitionInputList(batch))
                            .errors())
                    .isEmpty();
        }
    }

    private void create(List<String> values, Consumer<PartitionInput.Builder> more) {
        client.createPartition(
                create -> create.databaseName(database).tableName(TABLE).partitionInput(input -> input.values(values)
                        .applyMutation(more)));
    }

    private void update(List<String> from, List<String> to, String mark) {
        client.updatePartition(update -> update.databaseName(database)
                .tableName(TABLE)
                .partitionValueList(from)
                .partitionInput(input -> input.values(to).parameters(Map.of("p", mark))));
    }

    private void delete(String... values) {
        client.deletePartition(
                delete -> delete.databaseName(database).tableName(TABLE).partitionValues(values));
    }

    private Partition get(String... values) {
        return client.getPartition(
                        get -> get.databaseName(database).tableName(TABLE).partitionValues(values))
                .partition();
    }

    private List<List<String>> listed(Consumer<GetPartitionsRequest.Builder> more) {
        return client
                .getPartitionsPaginator(
                        list -> list.databaseName(database).tableName(TABLE).applyMutation(more))
                .stream()
                .flatMap(page -> page.partitions().stream())
                .map(Partition::values)
                .toList();
    }

    private void createIndex(String name, String... keys) {
        client.createPartitionIndex(
                create -> create.databaseName(database).tableName(TABLE).partitionIndex(index -> index.indexName(name)
                        .keys(keys)));
    }

    private List<PartitionIndexDescriptor> indexes() {
        return client.getPartitionIndexes(get -> get.databaseName(database).tableName(TABLE))
                .partitionIndexDescriptorList();
    }

    private static PartitionValueList values(String... values) {
        return PartitionValueList.builder().values(values).build();
    }

    private static BatchUpdatePartitionRequestEntry entry(List<String> from, List<String> to) {
        return BatchUpdatePartitionRequestEntry.builder()
                .partitionValueList(from)
                .partitionInput(input -> input.values(to).parameters(Map.of("p", "batch")))
                .build();
    }
}
