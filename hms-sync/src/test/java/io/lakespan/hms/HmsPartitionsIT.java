package io.lakespan.hms;

import static io.lakespan.hms.Fixtures.refused;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HmsPartitionsIT {
    @RegisterExtension
    static final LocalHms HMS = new LocalHms();

    private final String database = LocalHms.unique("parts_");
    private final TableRef events = TableRef.of(database, "events");
    private HmsMetadataCatalog catalog;

    @BeforeEach
    void open() {
        catalog = HmsMetadataCatalog.open(HMS.config().withPageSize(10));
        catalog.put(Database.of(database), Expected.absent());
        Schema schema = Schema.of(Column.of("id", "bigint"), Column.of("day", "string"), Column.of("kind", "string"))
                .partitionedBy(PartitionField.identity("day"), PartitionField.identity("kind"));
        catalog.put(
                Table.of(events, TableFormat.HIVE, schema).withLocation(Optional.of("s3a://lake/events")),
                Expected.absent());
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void partitionsComeBackAsTheyWerePutPageByPage() {
        List<Partition> put =
                IntStream.range(0, 25).mapToObj(i -> partition("day" + i, "a")).toList();
        catalog.put(events, put);
        assertThat(all()).containsExactlyInAnyOrderElementsOf(put);
    }

    @Test
    void valuesMayHoldAnything() throws TException {
        List<Partition> put = Stream.of("a/b=c", "50 %", "größe 商店", "x:y*'\"#?\\{[]^", "tab\there", " blank ")
                .map(value -> partition("2026-11-21", value))
                .toList();
        catalog.put(events, put);
        catalog.put(events, put);
        assertThat(all()).containsExactlyInAnyOrderElementsOf(put);
        assertThat(Fixtures.client(HMS.config()).get_partition_names(database, "events", (short) -1))
                .contains("day=2026-11-21/kind=a%2Fb%3Dc");
    }

    @Test
    void whatIsThereIsReplacedAndKeepsWhatTheModelDoesNotKnow() throws TException {
        catalog.put(events, List.of(partition("d", "a")));
        var client = Fixtures.client(HMS.config());
        var behind = client.get_partition(database, "events", List.of("d", "a"));
        behind.putToParameters("numRows", "17");
        client.alter_partition(database, "events", behind);

        Partition moved = new Partition(
                List.of("d", "a"), Optional.of("s3a://lake/moved"), storage(), new TreeMap<>(Map.of("mine", "yes")));
        catalog.put(events, List.of(moved, partition("d", "b")));

        var after = client.get_partition(database, "events", List.of("d", "a"));
        assertThat(after.getSd().getLocation()).isEqualTo("s3a://lake/moved");
        assertThat(after.getParameters()).containsEntry("mine", "yes").containsEntry("numRows", "17");
        assertThat(all()).hasSize(2);
    }

    @Test
    void partitionsAreDroppedAndAnAbsentOneDoesNoHarm() {
        catalog.put(events, List.of(partition("d", "a"), partition("d", "b")));
        catalog.dropPartitions(events, List.of(List.of("d", "a"), List.of("d", "never")));
        assertThat(all()).extracting(Partition::values).containsExactly(List.of("d", "b"));
    }

    @Test
    void anAbsentTableHasNoPartitionsToList() {
        TableRef absent = TableRef.of(database, "absent");
        refused(ErrorCode.NOT_FOUND, () -> catalog.partitions(absent).toList());
        refused(ErrorCode.NOT_FOUND, () -> catalog.put(absent, List.of(partition("d", "a"))));
        refused(ErrorCode.NOT_FOUND, () -> catalog.dropPartitions(absent, List.of(List.of("d", "a"))));
    }

    /** Without what the metastore adds by itself. */
    private List<Partition> all() {
        try (Stream<Partition> partitions = catalog.partitions(events)) {
            return partitions
                    .map(each -> new Partition(each.values(), each.location(), each.storage(), new TreeMap<>()))
                    .toList();
        }
    }

    private static Partition partition(String day, String kind) {
        return new Partition(
                List.of(day, kind),
                Optional.of("s3a://lake/events/" + Math.abs((day + kind).hashCode())),
                storage(),
                new TreeMap<>());
    }

    private static Storage storage() {
        return Storage.of("org.example.In", "org.example.Out", "org.example.SerDe");
    }
}
