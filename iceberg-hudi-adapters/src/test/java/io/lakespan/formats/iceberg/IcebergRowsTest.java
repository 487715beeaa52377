package io.lakespan.formats.iceberg;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.formats.rows.LakeValue;
import io.lakespan.model.Column;
import io.lakespan.model.TableRef;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergRowsTest {
    private static final Schema PAIRS =
            new Schema(required(1, "id", Types.LongType.get()), optional(2, "name", Types.StringType.get()));

    @TempDir
    private Path folder;

    @Test
    void deletedRowsAreNotRead() throws IOException {
        WrittenTable written = WrittenTable.create(place(), PAIRS);
        written.append(written.row(1L, "eins"), written.row(2L, "zwei"));
        written.delete(written.row(1L, "eins"), "id");
        written.append(written.row(1L, "uno"));

        assertThat(rows(written)).containsExactlyInAnyOrder(pair(1, "uno"), pair(2, "zwei"));
    }

    @Test
    void deletesReachTheirPartitionAlone() throws IOException {
        PartitionSpec spec = PartitionSpec.builderFor(PAIRS).identity("name").build();
        WrittenTable written = WrittenTable.create(place(), PAIRS, spec);
        written.append(written.row(1L, "a"), written.row(2L, "a"));
        written.append(written.row(1L, "b"));
        written.delete(written.row(1L, "a"), "id", "name");

        assertThat(rows(written)).containsExactlyInAnyOrder(pair(2, "a"), pair(1, "b"));
    }

    @Test
    void rowsWrittenBeforeAColumnWasAddedHaveNoValueInIt() throws IOException {
        WrittenTable written = WrittenTable.create(place(), PAIRS);
        written.append(written.row(1L, "eins"));
        written.table()
                .updateSchema()
                .renameColumn("name", "label")
                .addColumn("rank", Types.IntegerType.get())
                .commit();
        written.append(written.row(2L, "zwei", 7));

        try (IcebergRows rows = open(written)) {
            assertThat(rows.columns()).extracting(Column::name).containsExactly("id", "label", "rank");
            assertThat(all(rows))
                    .containsExactlyInAnyOrder(
                            List.of(exact("1"), text("eins"), new LakeValue.Absent()),
                            List.of(exact("2"), text("zwei"), exact("7")));
        }
    }

    @Test
    void whatIsCommittedLaterIsNotSeen() throws IOException {
        WrittenTable written = WrittenTable.create(place(), PAIRS);
        written.append(written.row(1L, "eins"));
        try (IcebergRows rows = open(written)) {
            written.append(written.row(2L, "zwei"));

            assertThat(all(rows)).containsExactly(pair(1, "eins"));
            assertThat(all(rows)).as("read again").containsExactly(pair(1, "eins"));
        }
    }

    @Test
    void aTableThatWasNeverWrittenHasNoRows() {
        assertThat(rows(WrittenTable.create(place(), PAIRS))).isEmpty();
    }

    @Test
    void nothingAndEmptyTextAreDifferent() throws IOException {
        WrittenTable written = WrittenTable.create(place(), PAIRS);
        written.append(written.row(1L, ""), written.row(2L, null));

        assertThat(rows(written)).containsExactlyInAnyOrder(pair(1, ""), List.of(exact("2"), new LakeValue.Absent()));
    }

    @Test
    void everyKindOfValueIsRead() throws IOException {
        Types.StructType point = Types.StructType.of(
                optional(31, "x", Types.IntegerType.get()), optional(32, "y", Types.IntegerType.get()));
        Schema schema = new Schema(
                required(1, "id", Types.IntegerType.get()),
                optional(2, "truth", Types.BooleanType.get()),
                optional(3, "single", Types.FloatType.get()),
                optional(4, "real", Types.DoubleType.get()),
                optional(5, "money", Types.DecimalType.of(20, 2)),
                optional(6, "day", Types.DateType.get()),
                optional(7, "time", Types.TimeType.get()),
                optional(8, "local", Types.TimestampType.withoutZone()),
                optional(9, "zoned", Types.TimestampType.withZone()),
                optional(10, "uuid", Types.UUIDType.get()),
                optional(11, "fixed", Types.FixedType.ofLength(3)),
                optional(12, "binary", Types.BinaryType.get()),
                optional(13, "list", Types.ListType.ofOptional(41, Types.StringType.get())),
                optional(14, "map", Types.MapType.ofOptional(42, 43, Types.StringType.get(), Types.LongType.get())),
                optional(15, "point", point));
        WrittenTable written = WrittenTable.create(place(), schema);
        Record xy = GenericRecord.create(point);
        xy.set(0, 3);
        UUID uuid = UUID.fromString("5f0c2f7e-1d7a-4f0e-9d7c-0a1b2c3d4e5f");
        written.append(written.row(
                1,
                true,
                0.1f,
                -0.0d,
                new BigDecimal("12345678901234567.80"),
                LocalDate.of(1969, 12, 31),
                LocalTime.of(23, 59, 59, 999_999_000),
                LocalDateTime.parse("2026-02-28T12:00:00.123456"),
                OffsetDateTime.parse("2026-02-28T13:00:00.000001+01:00"),
                uuid,
                new byte[] {1, 2, 0},
                ByteBuffer.wrap(new byte[] {0, -1}),
                Arrays.asList("ä", null),
                Map.of("b", 2L, "a", 1L),
                xy));

        assertThat(rows(written))
                .containsExactly(List.of(
                        exact("1"),
                        exact("1"),
                        new LakeValue.Approximate(0.1f),
                        new LakeValue.Approximate(-0.0d),
                        exact("12345678901234567.80"),
                        new LakeValue.Day(LocalDate.of(1969, 12, 31)),
                        new LakeValue.Span(Duration.parse("PT23H59M59.999999S")),
                        new LakeValue.Moment(Instant.parse("2026-02-28T12:00:00.123456Z")),
                        new LakeValue.Moment(Instant.parse("2026-02-28T12:00:00.000001Z")),
                        text(uuid.toString()),
                        bytes(1, 2, 0),
                        bytes(0, -1),
                        new LakeValue.Nested(List.of(text("ä"), new LakeValue.Absent())),
                        new LakeValue.Nested(List.of(text("a"), exact("1"), text("b"), exact("2"))),
                        new LakeValue.Nested(List.of(exact("3"), new LakeValue.Absent()))));
    }

    @Test
    void aMissingTableIsNotFound() {
        assertThatThrownBy(() -> IcebergRows.atMetadata(IcebergConfig.defaults(), place() + "/v9.metadata.json"))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void aGlueThatDoesNotAnswerIsUnavailable() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        IcebergConfig config = IcebergConfig.defaults()
                .withRegion("us-east-1")
                .withGlueEndpoint(nobody)
                .withCredentials(new AwsKeys("lakespan", "hunter2"));

        assertThatThrownBy(() -> IcebergRows.inGlue(config, TableRef.of("shop", "orders")))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("shop.orders");
    }

    private String place() {
        return folder.resolve("table").toString();
    }

    private static IcebergRows open(WrittenTable written) {
        return IcebergRows.atMetadata(IcebergConfig.defaults(), written.metadataLocation());
    }

    private static List<List<LakeValue>> rows(WrittenTable written) {
        try (IcebergRows rows = open(written)) {
            return all(rows);
        }
    }

    private static List<List<LakeValue>> all(IcebergRows rows) {
        List<List<LakeValue>> all = new ArrayList<>();
        rows.forEach(all::add);
        return all;
    }

    private static List<LakeValue> pair(long id, String name) {
        return List.of(exact(Long.toString(id)), text(name));
    }

    private static LakeValue exact(String value) {
        return new LakeValue.Exact(new BigDecimal(value));
    }

    private static LakeValue text(String value) {
        return new LakeValue.Text(value);
    }

    private static LakeValue bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        Arrays.stream(values).forEach(value -> buffer.put((byte) value));
        return new LakeValue.Bytes(buffer.flip());
    }
}
