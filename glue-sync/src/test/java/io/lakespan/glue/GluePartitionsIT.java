package io.lakespan.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.model.Column;
import io.lakespan.model.Database;
import io.lakespan.model.Expected;
import io.lakespan.model.Partition;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import io.lakespan.model.Storage;
import io.lakespan.model.Table;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import io.lakespan.spi.Capability;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.glue.GlueClient;

// The SDK takes builders as generic varargs.
@SuppressWarnings("unchecked")
class GluePartitionsIT {
    private static final int MANY = 2_350;
    private static final Storage TEXT = Storage.of("in.Text", "out.Text", "serde.Text");

    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    private final String database = LocalGlue.unique("db_");
    private final TableRef sales = TableRef.of(database, "sales");
    private GlueMetadataCatalog catalog;
    private GlueClient client;

    @BeforeEach
    void open() {
        catalog = GlueMetadataCatalog.open(GLUE.config());
        client = GLUE.client();
        catalog.put(Database.of(database), Expected.absent());
        Schema schema = Schema.of(Column.of("id", "int"), Column.of("day", "string"))
                .partitionedBy(PartitionField.identity("day"));
        catalog.put(Table.of(sales, TableFormat.HIVE, schema), Expected.absent());
    }

    @AfterEach
    void close() {
        catalog.close();
        client.close();
    }

    @Test
    void manyPartitionsComeBackAsTheyWerePutInBatches() {
        List<Partition> put =
                IntStream.range(0, MANY).mapToObj(GluePartitionsIT::partition).toList();

        catalog.put(sales, put);

        assertThat(catalog.capabilities()).contains(Capability.PARTITIONS);
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(put);
        assertThat(catalog.calls()).containsEntry("BatchCreatePartition", 24L);
    }

    @Test
    void aPartitionHasTheTablesColumns() {
        catalog.put(sales, List.of(partition(1)));

        assertThat(client.getPartition(get ->
                                get.databaseName(database).tableName("sales").partitionValues(value(1)))
                        .partition()
                        .storageDescriptor()
                        .columns())
                .extracting(software.amazon.awssdk.services.glue.model.Column::name)
                .containsExactly("id");
    }

    @Test
    void whatIsThereIsReplacedAndKeepsWhatTheModelDoesNotKnow() {
        client.createPartition(
                create -> create.databaseName(database).tableName("sales").partitionInput(input -> input.values(
                                value(1))
                        .parameters(Map.of("old", "1", "password", "x"))
                        .storageDescriptor(storage -> storage.location("s3://old")
                                .columns(column -> column.name("former").type("int")))));

        catalog.put(sales, List.of(partition(1), partition(2)));

        assertThat(listed()).containsExactlyInAnyOrder(partition(1), partition(2));
        var written = client.getPartition(
                        get -> get.databaseName(database).tableName("sales").partitionValues(value(1)))
                .partition();
        assertThat(written.parameters()).containsEntry("password", "x").doesNotContainKey("old");
        assertThat(written.storageDescriptor().columns().get(0).name()).isEqualTo("former");
    }

    @Test
    void whatIsAsItShouldBeIsNotWrittenAgain() {
        catalog.put(sales, List.of(partition(1)));
        catalog.put(sales, List.of(partition(1)));

        assertThat(catalog.calls()).doesNotContainKey("BatchUpdatePartition");
    }

    @Test
    void droppedPartitionsGoAndAbsentOnesDoNoHarm() {
        catalog.put(
                sales,
                IntStream.range(0, 60).mapToObj(GluePartitionsIT::partition).toList());

        catalog.dropPartitions(
                sales, IntStream.range(1, 100).mapToObj(i -> List.of(value(i))).toList());

        assertThat(listed()).containsExactly(partition(0));
    }

    @Test
    void anAbsentTableHasNoPartitionsAtAll() {
        TableRef nothing = TableRef.of(database, "nothing");

        refused(() -> catalog.partitions(nothing).toList());
        refused(() -> catalog.put(nothing, List.of(partition(1))));
        refused(() -> catalog.dropPartitions(nothing, List.of(List.of("x"))));
    }

    @Test
    void onePartitionThatGlueRefusesIsNamed() {
        Partition wrong = new Partition(List.of("a", "b"), Optional.empty(), TEXT, new TreeMap<>());

        assertThatThrownBy(() -> catalog.put(sales, List.of(partition(1), wrong)))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                .hasMessageContainingAll(sales.toString(), "[a, b]");
    }

    private List<Partition> listed() {
        try (Stream<Partition> partitions = catalog.partitions(sales)) {
            return partitions.toList();
        }
    }

    private static Partition partition(int number) {
        return new Partition(
                List.of(value(number)),
                Optional.of("s3://lake/sales/day=" + number),
                TEXT,
                new TreeMap<>(Map.of("numRows", Integer.toString(number))));
    }

    private static String value(int number) {
        return "day-%05d".formatted(number);
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BridgeException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.NOT_FOUND));
    }
}
