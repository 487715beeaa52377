package io.lakespan.app.verify;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.fixture.RealMySql;
import io.lakespan.formats.iceberg.IcebergConfig;
import io.lakespan.formats.iceberg.IcebergRows;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EveryTypeIT {
    @RegisterExtension
    static final RealMySql MYSQL = new RealMySql();

    @TempDir
    private Path folder;

    private LakeTable lake;

    private static List<Case> cases() {
        Type text = Types.StringType.get();
        Type whole = Types.IntegerType.get();
        Type big = Types.LongType.get();
        Type unsigned = Types.DecimalType.of(20, 0);
        Type local = Types.TimestampType.withoutZone();
        Type zoned = Types.TimestampType.withZone();
        Type binary = Types.BinaryType.get();
        return List.of(
                new Case("TINYINT", "-128", whole, -128, 128),
                new Case("TINYINT(1)", "2", whole, 2, 1),
                new Case("TINYINT(1)", "1", Types.BooleanType.get(), true, false),
                new Case("TINYINT UNSIGNED", "255", whole, 255, -1),
                new Case("SMALLINT UNSIGNED", "65535", whole, 65_535, -1),
                new Case("MEDIUMINT", "-8388608", whole, -8_388_608, 8_388_608),
                new Case("INT UNSIGNED", "4294967295", big, 4_294_967_295L, -1L),
                new Case("BIGINT", "-9223372036854775808", big, Long.MIN_VALUE, Long.MAX_VALUE),
                new Case(
                        "BIGINT UNSIGNED",
                        "18446744073709551615",
                        unsigned,
                        new BigDecimal("18446744073709551615"),
                        new BigDecimal("-1")),
                new Case(
                        "DECIMAL(10,2)",
                        "'1.50'",
                        Types.DecimalType.of(10, 2),
                        new BigDecimal("1.50"),
                        new BigDecimal("1.51")),
                new Case(
                        "DECIMAL(10,2)",
                        "'1.50'",
                        Types.DecimalType.of(10, 2),
                        new BigDecimal("1.50"),
                        new BigDecimal("-1.50")),
                new Case("FLOAT", "16777217", Types.FloatType.get(), 16_777_216f, 16_777_218f),
                new Case("FLOAT", "0.1", Types.FloatType.get(), 0.1f, Math.nextUp(0.1f)),
                new Case("FLOAT", "0.123456789", Types.DoubleType.get(), (double) 0.123456789f, 0.123457d),
                new Case("DOUBLE", "0.1", Types.DoubleType.get(), 0.1d, Math.nextUp(0.1d)),
                new Case("DOUBLE", "1.7976931348623157e308", Types.DoubleType.get(), Double.MAX_VALUE, 1e308),
                new Case("BIT(1)", "b'1'", Types.BooleanType.get(), true, false),
                new Case("BIT(64)", "~0", unsigned, new BigDecimal("18446744073709551615"), BigDecimal.ONE.negate()),
                new Case("BIT(10)", "0x0102", big, 258L, 513L),
                new Case(
                        "DECIMAL(65,30)",
                        "'-12345678901234567890123456789012345.000000000000000000000000000001'",
                        text,
                        "-12345678901234567890123456789012345.000000000000000000000000000001",
                        "-12345678901234567890123456789012345.00"),
                new Case("YEAR", "2155", whole, 2155, 2154),
                new Case("CHAR(5)", "'ab   '", text, "ab", "ab   "),
                new Case("VARCHAR(20)", "'ab '", text, "ab ", "ab"),
                new Case("VARCHAR(20)", "'Straße 北京 😀'", text, "Straße 北京 😀", "Strasse 北京 😀"),
                new Case("VARCHAR(20) CHARACTER SET latin1", "'Größe'", text, "Größe", "GröÃe"),
                new Case("VARCHAR(20)", "''", text, "", null),
                new Case("VARCHAR(20)", "NULL", text, null, ""),
                new Case("VARCHAR(20)", "'NULL'", text, "NULL", null),
                new Case("LONGTEXT", "REPEAT('x', 100000)", text, "x".repeat(100_000), "x".repeat(99_999)),
                new Case("ENUM('neu','bezahlt')", "'bezahlt'", text, "bezahlt", "2"),
                new Case("SET('rot','grün','blau')", "'blau,rot'", text, "rot,blau", "blau,rot"),
                new Case("DATE", "'1000-01-01'", Types.DateType.get(), date("1000-01-01"), date("1000-01-02")),
                new Case(
                        "DATETIME(6)",
                        "'2026-03-29 02:30:00.000001'",
                        local,
                        LocalDateTime.parse("2026-03-29T02:30:00.000001"),
                        LocalDateTime.parse("2026-03-29T02:30:00.000002")),
                new Case(
                        "DATETIME",
                        "'9999-12-31 23:59:59'",
                        local,
                        LocalDateTime.parse("9999-12-31T23:59:59"),
                        LocalDateTime.parse("9999-12-31T23:59:58")),
                new Case(
                        "TIMESTAMP(3)",
                        "'2026-07-01 12:00:00.123+02:00'",
                        zoned,
                        OffsetDateTime.parse("2026-07-01T10:00:00.123Z"),
                        OffsetDateTime.parse("2026-07-01T12:00:00.123Z")),
                new Case(
                        "TIME(6)",
                        "'-838:59:58.999999'",
                        big,
                        -(Duration.parse("PT838H59M58.999999S").toNanos() / 1_000),
                        Duration.parse("PT838H59M58.999999S").toNanos() / 1_000),
                new Case("TIME(3)", "'12:34:56.789'", text, "12:34:56.789000", "12:34:56.788"),
                new Case(
                        "TIME", "'12:34:56'", Types.TimeType.get(), LocalTime.of(12, 34, 56), LocalTime.of(12, 34, 57)),
                new Case("BINARY(4)", "0x0100", binary, bytes(1, 0, 0, 0), bytes(1)),
                new Case("VARBINARY(4)", "0x0100", binary, bytes(1, 0), bytes(1)),
                new Case("BLOB", "0x00FF80", binary, bytes(0, 255, 128), bytes(0, 255, 127)),
                new Case("POINT", "ST_GeomFromText('POINT(1 2)')", binary, point(1, 2), point(2, 1)),
                new Case("BLOB", "''", binary, bytes(), null),
                new Case(
                        "JSON",
                        "'{\"b\": [1, 2.50, null], \"a\": \"ä😀\"}'",
                        text,
                        "{\"a\":\"ä😀\",\"b\":[1,2.5,null]}",
                        "{\"a\":\"ä😀\",\"b\":[1,2.5]}"),
                new Case("JSON", "'null'", text, "null", null),
                new Case(
                        "JSON",
                        "CAST(18446744073709551615 AS JSON)",
                        text,
                        "18446744073709551615",
                        "1.8446744073709552E19"));
    }

    @BeforeEach
    void oneColumnForEachCase() throws SQLException {
        List<Case> cases = cases();
        String columns = numbered(cases, (name, each) -> "`" + name + "` " + each.type());
        String values = numbered(cases, (name, each) -> each.literal());
        MYSQL.execute(
                "DROP DATABASE IF EXISTS verify",
                "CREATE DATABASE verify CHARACTER SET utf8mb4",
                "SET SESSION sql_mode = 'STRICT_ALL_TABLES'",
                "CREATE TABLE verify.single (id INT PRIMARY KEY, " + columns + ")",
                "INSERT INTO verify.single VALUES (1, " + values + ")");
        List<Types.NestedField> fields = new ArrayList<>();
        fields.add(required(1, "id", Types.IntegerType.get()));
        IntStream.range(0, cases.size())
                .forEach(i -> fields.add(
                        optional(i + 2, cases.get(i).name(i), cases.get(i).lakeType())));
        lake = LakeTable.create(folder.resolve("single"), new Schema(fields));
    }

    @Test
    void whatAnExactLakeHoldsIsEqual() {
        lake.append(row(Case::right));

        TableComparison result = compare();

        assertThat(result.differences()).isEmpty();
        assertThat(result.equal()).isTrue();
    }

    @Test
    void everyNearMissIsNamed() {
        lake.append(row(Case::wrong));

        TableComparison result = compare();

        List<Case> cases = cases();
        List<String> all = IntStream.range(0, cases.size())
                .mapToObj(i -> cases.get(i).name(i))
                .toList();
        assertThat(result.equal()).isFalse();
        assertThat(result.differences()).containsExactly(new Difference.Differs("id=1", all));
    }

    private static String numbered(List<Case> cases, BiFunction<String, Case, String> text) {
        return IntStream.range(0, cases.size())
                .mapToObj(i -> text.apply(cases.get(i).name(i), cases.get(i)))
                .collect(Collectors.joining(", "));
    }

    private static Object[] row(Function<Case, Object> value) {
        return Stream.concat(Stream.of(1), cases().stream().map(value)).toArray();
    }

    private TableComparison compare() {
        LakeTables tables = ref -> IcebergRows.atMetadata(IcebergConfig.defaults(), lake.metadataLocation());
        return new Comparison(MYSQL.server(), tables, ComparisonListener.SILENT)
                .compare(List.of(TablePair.of("verify", "single")))
                .tables()
                .get(0);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    /** Little-endian, of type 1. */
    private static ByteBuffer point(double x, double y) {
        ByteBuffer buffer = ByteBuffer.allocate(21).order(ByteOrder.LITTLE_ENDIAN);
        return buffer.put((byte) 1).putInt(1).putDouble(x).putDouble(y).flip();
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }

    /** A type of MySQL and a literal of it, what an exact lake holds for it, and what must not pass for it. */
    private record Case(String type, String literal, Type lakeType, Object right, Object wrong) {
        String name(int number) {
            return "%02d %s"
                    .formatted(number, type.replaceAll("[^A-Z0-9]+", " ").strip());
        }
    }
}
