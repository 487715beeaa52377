package io.lakespan.local.glue;

import static io.lakespan.local.glue.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsError;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsType;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableResponse;

// The SDK takes builders as generic varargs.
@SuppressWarnings("unchecked")
class StatisticsIT {
    private static final String TABLE = "t";
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @RegisterExtension
    static final LocalGlue GLUE = new LocalGlue();

    private final String database = LocalGlue.unique("db_");
    private GlueClient client;

    @BeforeEach
    void open() {
        client = GLUE.client();
        client.createDatabase(create -> create.databaseInput(input -> input.name(database)));
        client.createTable(create -> create.databaseName(database).tableInput(input -> input.name(TABLE)
                .storageDescriptor(storage ->
                        storage.columns(column -> column.name("id").type("bigint"), column -> column.name("price")
                                .type("decimal(10,2)")))
                .partitionKeys(key -> key.name("day").type("date"))));
        client.createPartition(create ->
                create.databaseName(database).tableName(TABLE).partitionInput(input -> input.values("2026-01-01")));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void statisticsOfATableComeBackAsTheyWerePut() {
        ColumnStatistics decimals = ColumnStatistics.builder()
                .columnName("price")
                .columnType("decimal(10,2)")
                .analyzedTime(AT)
                .statisticsData(data -> data.type(ColumnStatisticsType.DECIMAL)
                        .decimalColumnStatisticsData(column -> column.numberOfNulls(1L)
                                .numberOfDistinctValues(9L)
                                .maximumValue(number ->
                                        number.scale(2).unscaledValue(SdkBytes.fromByteArray(new byte[] {1, 2})))))
                .build();

        assertThat(put(longs("ID", 5), decimals)).isEmpty();
        assertThat(put(longs("id", 77))).isEmpty();

        GetColumnStatisticsForTableResponse found = client.getColumnStatisticsForTable(
                get -> get.databaseName(database).tableName(TABLE).columnNames("id", "price", "nothing"));
        assertThat(found.columnStatisticsList()).containsExactly(longs("id", 77), decimals);
        assertThat(found.errors()).hasSize(1);
        assertThat(found.errors().get(0).columnName()).isEqualTo("nothing");
        assertThat(found.errors().get(0).error().errorCode()).isEqualTo("EntityNotFoundException");
    }

    @Test
    void statisticsOfAColumnThatIsNotThereAreToldAndNotKept() {
        List<ColumnStatisticsError> errors = put(longs("nothing", 1));

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).columnStatistics().columnName()).isEqualTo("nothing");
        assertThat(errors.get(0).error().errorCode()).isEqualTo("EntityNotFoundException");
    }

    @Test
    void statisticsOfATableAreDeletedOnce() {
        put(longs("id", 1));

        client.deleteColumnStatisticsForTable(
                delete -> delete.databaseName(database).tableName(TABLE).columnName("id"));

        refused(
                "EntityNotFoundException",
                () -> client.deleteColumnStatisticsForTable(
                        delete -> delete.databaseName(database).tableName(TABLE).columnName("id")));
    }

    @Test
    void statisticsOfAPartitionAreItsOwn() {
        put(longs("id", 1));
        client.updateColumnStatisticsForPartition(update -> update.databaseName(database)
                .tableName(TABLE)
                .partitionValues("2026-01-01")
                .columnStatisticsList(longs("id", 2)));

        assertThat(ofPartition()).containsExactly(longs("id", 2));

        client.deleteColumnStatisticsForPartition(delete -> delete.databaseName(database)
                .tableName(TABLE)
                .partitionValues("2026-01-01")
                .columnName("id"));
        assertThat(ofPartition()).isEmpty();
        assertThat(client.getColumnStatisticsForTable(get ->
                                get.databaseName(database).tableName(TABLE).columnNames("id"))
                        .columnStatisticsList())
                .containsExactly(longs("id", 1));
    }

    @Test
    void statisticsHaveTheirLimits() {
        List<String> many = IntStream.range(0, 101).mapToObj(i -> "c" + i).toList();
        List<ColumnStatistics> written =
                IntStream.range(0, 26).mapToObj(i -> longs("id", i)).toList();

        refused(
                "ValidationException",
                () -> client.getColumnStatisticsForTable(
                        get -> get.databaseName(database).tableName(TABLE).columnNames(many)));
        refused("ValidationException", () -> put(written.toArray(ColumnStatistics[]::new)));
        refused(
                "EntityNotFoundException",
                () -> client.getColumnStatisticsForPartition(get -> get.databaseName(database)
                        .tableName(TABLE)
                        .partitionValues("1999-01-01")
                        .columnNames("id")));
        refused(
                "EntityNotFoundException",
                () -> client.getColumnStatisticsForTable(
                        get -> get.databaseName(database).tableName("nothing").columnNames("id")));
    }

    @Test
    void numbersKeepTheirDigits() {
        double exact = new BigDecimal("0.1234567890123456").doubleValue();
        ColumnStatistics doubles = ColumnStatistics.builder()
                .columnName("price")
                .columnType("double")
                .analyzedTime(AT)
                .statisticsData(data -> data.type(ColumnStatisticsType.DOUBLE)
                        .doubleColumnStatisticsData(column -> column.minimumValue(exact)
                                .maximumValue(1.7e308)
                                .numberOfNulls(Long.MAX_VALUE)
                                .numberOfDistinctValues(0L)))
                .build();

        put(doubles);

        assertThat(client.getColumnStatisticsForTable(get ->
                                get.databaseName(database).tableName(TABLE).columnNames("price"))
                        .columnStatisticsList())
                .containsExactly(doubles);
    }

    private List<ColumnStatisticsError> put(ColumnStatistics... statistics) {
        return client.updateColumnStatisticsForTable(
                        update -> update.databaseName(database).tableName(TABLE).columnStatisticsList(statistics))
                .errors();
    }

    private List<ColumnStatistics> ofPartition() {
        return client.getColumnStatisticsForPartition(get -> get.databaseName(database)
                        .tableName(TABLE)
                        .partitionValues("2026-01-01")
                        .columnNames("id"))
                .columnStatisticsList();
    }

    private static ColumnStatistics longs(String column, long distinct) {
        return ColumnStatistics.builder()
                .columnName(column)
                .columnType("bigint")
                .analyzedTime(AT)
                .statisticsData(data -> data.type(ColumnStatisticsType.LONG)
                        .longColumnStatisticsData(
                                values -> values.numberOfNulls(0L).numberOfDistinctValues(distinct)))
                .build();
    }
}
