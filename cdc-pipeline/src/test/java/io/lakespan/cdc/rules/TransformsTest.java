package io.lakespan.cdc.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.LakeType.Kind;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.cdc.source.ValueKind;
import io.lakespan.error.BridgeException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformsTest {
    private static final SourceTable ORDERS = new SourceTable(
            "shop",
            "orders",
            Optional.empty(),
            List.of(
                    column("id", ValueKind.LONG, Kind.LONG, false),
                    column("region", ValueKind.TEXT, Kind.STRING, false),
                    column("Name", ValueKind.TEXT, Kind.STRING, true),
                    column("email", ValueKind.TEXT, Kind.STRING, true),
                    column("qty", ValueKind.INTEGER, Kind.INT, true),
                    new SourceColumn(
                            "price",
                            "decimal(10,2)",
                            ValueKind.DECIMAL,
                            new LakeType(Kind.DECIMAL, 10, 2),
                            0,
                            true,
                            Optional.of("in euros")),
                    new SourceColumn(
                            "big",
                            "bigint unsigned",
                            ValueKind.UNSIGNED_LONG,
                            new LakeType(Kind.DECIMAL, 20, 0),
                            0,
                            true,
                            Optional.empty()),
                    column("made", ValueKind.DATETIME, Kind.TIMESTAMP, true),
                    column("seen", ValueKind.TIMESTAMP, Kind.TIMESTAMP_WITH_ZONE, true),
                    column("day", ValueKind.DATE, Kind.DATE, true),
                    column("took", ValueKind.TIME, Kind.STRING, true),
                    column("note", ValueKind.JSON, Kind.STRING, true),
                    column("raw", ValueKind.BYTES, Kind.BINARY, true),
                    column("ok", ValueKind.BIT, Kind.BOOLEAN, true),
                    column("ratio", ValueKind.FLOAT, Kind.FLOAT, true),
                    column("weight", ValueKind.DOUBLE, Kind.DOUBLE, true)),
            List.of("id"),
            0);

    private static final Map<String, Object> ROW = Map.ofEntries(
            Map.entry("id", 7L),
            Map.entry("region", "eu"),
            Map.entry("Name", "Ärmel \"x\" 'y' \\"),
            Map.entry("email", "ann@example.org"),
            Map.entry("qty", 3),
            Map.entry("price", new BigDecimal("1.10")),
            Map.entry("big", new BigDecimal("18446744073709551615")),
            Map.entry("made", 1_700_000_000_123_456L),
            Map.entry("seen", 1_700_000_000_123_000L),
            Map.entry("day", (int) LocalDate.of(2024, 2, 29).toEpochDay()),
            Map.entry("took", "838:59:59"),
            Map.entry("note", "{\"a\": 1}"),
            Map.entry("raw", new byte[] {0, (byte) 255}),
            Map.entry("ok", true),
            Map.entry("ratio", 0.1f),
            Map.entry("weight", 0.1));

    private static SourceColumn column(String name, ValueKind kind, Kind type, boolean nullable) {
        int fraction = kind == ValueKind.DATETIME ? 6 : 0;
        return new SourceColumn(
                name, kind.name(), kind, new LakeType(type, 0, 0), fraction, nullable, Optional.empty());
    }

    @Test
    void aStarCarriesEveryColumnAsItIs() {
        TransformedTable table = transformed("projection: \\*", "filter: qty > 0");

        assertThat(table.shown().columns()).isEqualTo(ORDERS.columns());
        assertThat(table.shown().key()).containsExactly("id");
        assertThat(table.forwarded()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        assertThat(table.read()).containsExactly(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPPER(name) AS name, *", "*, UPPER(name) AS name"})
    void aStarLeavesOutWhatIsNamedBesideIt(String projection) {
        TransformedTable table = transformed("projection: '" + projection + "'");

        assertThat(table.shown().columns())
                .extracting(SourceColumn::lakeName)
                .doesNotHaveDuplicates()
                .hasSize(16);
        assertThat(computed(table, ROW)).containsExactly("ÄRMEL \"X\" 'Y' \\");
    }

    @Test
    void aStarDoesNotBringAlongWhatAMaskHides() {
        TransformedTable table = transformed("projection: MASK_HASH(email) AS email_hash, *");

        assertThat(table.shown().columns())
                .extracting(SourceColumn::name)
                .contains("email_hash", "name".replace('n', 'N'))
                .doesNotContain("email");
    }

    @Test
    void aRenamedColumnKeepsTypeCommentAndKey() {
        TransformedTable table = transformed("projection: id AS order_id, price AS amount");

        assertThat(table.shown().columns()).extracting(SourceColumn::name).containsExactly("order_id", "amount");
        assertThat(table.shown().column("amount").comment()).contains("in euros");
        assertThat(table.shown().key()).containsExactly("order_id");
        assertThat(table.read()).as("nothing is computed").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "qty * price | 3.30 | DECIMAL",
                "(qty + 1) * 2 | 8 | INT",
                "qty / 2 | 1 | INT",
                "big + 0 | 18446744073709551615 | DECIMAL",
                "CAST(big AS VARCHAR) | 18446744073709551615 | STRING",
                "CAST(price AS BIGINT) | 1 | LONG",
                "CAST(price AS DOUBLE) | 1.1 | DOUBLE",
                "CONCAT(region, '-', 'ü') | eu-ü | STRING",
                "CONCAT(region, '\"', '\\') | eu\"\\ | STRING",
                "SUBSTRING(took FROM 1 FOR 3) | 838 | STRING",
                "SUBSTR(took, 5) | 59:59 | STRING",
                "JSON_VALUE(note, '$.a') | 1 | STRING",
                "CASE WHEN qty > 2 THEN 'many' ELSE 'no' END | many | STRING",
                "IF(qty > 5, 'many', 'no') | no | STRING",
                "COALESCE(NULLIF(region, 'eu'), 'none') | none | STRING",
                "CHAR_LENGTH(region) | 2 | INT",
                "REGEXP_REPLACE(email, '@.*', '') | ann | STRING",
                "DATE_FORMAT(made, 'yyyy-MM-dd HH:mm') | 2023-11-14 22:13 | STRING",
                "CAST(`day` AS VARCHAR) | 2024-02-29 | STRING",
                "TO_DATE('2024-03-01') | 19783 | DATE",
                "TO_TIMESTAMP('2023-11-14 22:13:20') | 1700000000000000 | TIMESTAMP",
                "made | 1700000000123456 | TIMESTAMP",
                "EXTRACT(YEAR FROM `day`) | 2024 | LONG",
                "ok AND NOT ok | false | BOOLEAN",
                "MOD(qty, 2) | 1 | INT",
                "qty % 2 | 1 | INT",
                "ABS(-qty) | 3 | INT",
                "CEIL(price) | 2 | DECIMAL",
                "FLOOR(price) | 1 | DECIMAL",
                "TRIM('  x ') | x | STRING",
                "LEFT(region, 1) | e | STRING",
                "RIGHT(region, 1) | u | STRING",
                "LPAD(region, 4, '-') | --eu | STRING",
                "REPLACE(region, 'e', 'E') | Eu | STRING",
                "POSITION('u' IN region) | 2 | INT",
                "MD5('abc') | 900150983cd24fb0d6963f7d28e17f72 | STRING",
                "GREATEST(qty, 5) | 5 | INT",
                "IFNULL(NULLIF(qty, 3), 9) | 9 | INT",
                "SAFE_CAST(email AS INTEGER) | null | INT",
                "STARTS_WITH(region, 'e') | true | BOOLEAN",
                "TIMESTAMPDIFF(DAY, made, TIMESTAMP '2023-11-16 22:13:21') | 2 | INT",
                "TIMESTAMPADD(DAY, 1, `day`) | 19783 | DATE",
                "ok IS TRUE | true | BOOLEAN",
                "CAST(made AS VARCHAR) | 2023-11-14 22:13:20 | STRING",
                "DATE_FORMAT(made, 'HH:mm:ss.SSS') | 22:13:20.123 | STRING",
                "CAST(qty AS DECIMAL(10, 2)) | 3 | DECIMAL",
                "ROUND(price, 1) | 1.1 | DECIMAL",
                "ratio + 0 | 0.1 | FLOAT",
                "__table_name__ | orders | STRING",
                "MASK_REDACT(email) | *** | STRING",
                "MASK_REDACT(email, 4) | ***.org | STRING",
                "MASK_REDACT(region, 4) | *** | STRING",
                "MASK_HASH('abc') | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad | STRING",
                "MASK_HASH(id) | 7902699be42c8a8e46fbbb4501726517e86b22c56a189f7625a6da49081b2451 | STRING",
                "LOWER(SHA256('abc')) | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad | STRING",
            })
    void anExpressionHasItsValueAndType(String expression, String value, Kind type) {
        TransformedTable table = transformed(
                "projection: \"id, " + expression.replace("\\", "\\\\").replace("\"", "\\\"") + " AS x\"");

        SourceColumn column = table.shown().column("x");
        assertThat(column.type().kind()).isEqualTo(type);
        Object found = table.forwarded().get(1) < 0
                ? computed(table, ROW)[0]
                : ROW.get(ORDERS.columns().get(table.forwarded().get(1)).name());
        Object exact = found instanceof BigDecimal decimal
                ? decimal.stripTrailingZeros().toPlainString()
                : found;
        assertThat(String.valueOf(exact))
                .isEqualTo(
                        type == Kind.DECIMAL
                                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                                : value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPPER(name)",
                "qty * price",
                "region || name",
                "MASK_HASH(email)",
                "MASK_REDACT(email, 4)",
                "qty > 1",
                "DATE_FORMAT(made, 'yyyy')",
                "CAST(note AS INTEGER)",
                "raw || raw"
            })
    void nullStaysNull(String expression) {
        TransformedTable table = transformed("projection: id, " + expression + " AS x");

        assertThat(computed(table, Map.of("id", 1L, "region", "eu"))).containsExactly((Object) null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "qty > 0 AND (price > 5 OR region = 'eu') | true",
                "NOT (qty > 0 AND price > 5) | true",
                "region <> 'eu' | false",
                "id = 7 | true",
                "big = 18446744073709551615 | true",
                "region LIKE 'e%' | true",
                "region LIKE 'u' | false",
                "region IN ('us', 'eu') | true",
                "qty BETWEEN 1 AND 2 | false",
                "`day` >= DATE '2024-02-29' | true",
                "made > TIMESTAMP '2023-11-14 22:13:20' | true",
                "ok | true",
                "name IS NOT NULL | true",
            })
    void aFilterFollowsTheRulesOfSql(String condition, boolean kept) {
        assertThat(run(transformed("filter: \"" + condition + "\""), ROW).isPresent())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name <> 'x'", "NOT (qty = 1)", "qty NOT IN (1, 2)", "ok"})
    void aConditionOverNullLeavesTheRowOut(String condition) {
        assertThat(run(transformed("filter: " + condition), Map.of("id", 1L, "region", "eu")))
                .isEmpty();
    }

    @Test
    void aFilterSeesComputedColumnsFirstAndTheSourcesBehindThem() {
        TransformedTable table = transformed(
                "projection: id, qty * 10 AS qty, MASK_REDACT(email) AS email",
                "filter: qty = 30 AND price > 1 AND email = '***'");

        assertThat(run(table, ROW)).isPresent();
    }

    @Test
    void aRowThatIsLeftOutIsNotComputed() {
        TransformedTable table = transformed("projection: id, 10 / qty AS x", "filter: qty <> 0");

        assertThat(run(table, Map.of("id", 1L, "region", "eu", "qty", 0))).isEmpty();
    }

    @Test
    void aSaltGivesOtherHashesAndTheSameEachTime() {
        TransformedTable table = transformed("projection: id, MASK_HASH(email) AS x");

        Object plain = table.program(Optional.empty()).run(values(ROW)).orElseThrow()[0];
        Object salted = table.program(Optional.of("pepper")).run(values(ROW)).orElseThrow()[0];
        assertThat(salted).isNotEqualTo(plain).asString().hasSize(64);
        assertThat(table.program(Optional.of("pepper")).run(values(ROW)).orElseThrow()[0])
                .isEqualTo(salted);
        assertThat(table.program(Optional.of("salt")).run(values(ROW)).orElseThrow()[0])
                .isNotEqualTo(salted);
    }

    @Test
    void aKeyMayBeOfOtherColumns() {
        TransformedTable table =
                transformed("projection: __table_name__ AS shard, \\*", "primary-keys: id, REGION, shard");

        assertThat(table.shown().key()).containsExactly("id", "region", "shard");
    }

    @Test
    void anExpressionWithoutAValueEndsWithoutTellingTheRow() {
        TransformedTable table = transformed("projection: id, CAST(email AS INTEGER) AS x");

        assertThatThrownBy(() -> run(table, ROW))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("shop.orders")
                .hasMessageNotContaining("example")
                .hasNoCause();
        assertThatThrownBy(() -> run(
                        transformed("projection: id, qty + 1 AS x"),
                        Map.of("id", 1L, "region", "eu", "qty", Integer.MAX_VALUE)))
                .isInstanceOf(BridgeException.class);
    }

    @Test
    void everyErrorIsToldAtOnceWithItsPlace() {
        assertThatThrownBy(() -> transformed(
                        "projection: id, UPPER(nam) AS name, 1 + AS_IS AS y, SUM(qty) AS s, CURRENT_TIMESTAMP AS t, qty + 1",
                        "filter: qtty > 0",
                        "primary-keys: id, price, ratio, nowhere"))
                .isInstanceOfSatisfying(BridgeException.class, e -> assertThat(
                                e.getMessage().lines())
                        .anySatisfy(
                                line -> assertThat(line)
                                        .startsWith(
                                                "d:8:27: projection: column name: there is no column 'nam'; did you mean 'Name'?"))
                        .anySatisfy(line ->
                                assertThat(line).startsWith("d:8:45: projection: column y: there is no column 'AS_IS'"))
                        .anySatisfy(line -> assertThat(line)
                                .startsWith("d:8:57: projection: column s: ")
                                .contains("SUM"))
                        .anySatisfy(line -> assertThat(line)
                                .startsWith("d:8:72: projection: column t: CURRENT_TIMESTAMP gives another value"))
                        .anySatisfy(line -> assertThat(line).contains("`qty` + 1 has no name; write AS"))
                        .anySatisfy(line -> assertThat(line).startsWith("d:9:13: filter: there is no column 'qtty'"))
                        .anySatisfy(line -> assertThat(line).contains("no column 'price'"))
                        .anySatisfy(line -> assertThat(line).contains("no column 'nowhere'")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "projection: id, qty + | d:8:25: projection: this is no SQL: Encountered",
                "projection: region | column id of the primary key of shop.orders is left out",
                "projection: id + 1 AS id | column id of the primary key of shop.orders is computed",
                "projection: id, NULL AS x | NULL alone has no type",
                "projection: id, id | column id stands there twice",
                "projection: id FROM t WHERE 1 = 1 | this is no SQL",
                "projection: DISTINCT id | this is no list of columns",
                "projection: id, (SELECT 1) AS x | a query cannot stand here",
                "projection: id, NOSUCH(qty) AS x | NOSUCH",
                "projection: id, email + 1 AS x, ARRAY[1] AS y | cannot be carried",
                "filter: qty | filter: this is INTEGER and no condition",
                "filter: qty >> 1 | this is no SQL",
                "primary-keys: name | column Name may be NULL",
            })
    void whatCannotBeIsToldWithItsPlace(String transform, String message) {
        assertThatThrownBy(() -> transformed(transform))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsNoSqlIsFoundWithoutTheSource() {
        assertThatThrownBy(() ->
                        transforms("projection: id, qty +", "filter: qty = = 1").requireSql())
                .hasMessageContaining("d:8:25: projection: this is no SQL")
                .hasMessageContaining("d:9:17: filter: this is no SQL");
        transforms("projection: nowhere", "filter: nothing = 1").requireSql();
    }

    @Test
    void aTableOfTwoTransformsIsRefused() {
        Transforms transforms = transforms("filter: qty > 0\n  - source-table: shop.ord\\.*\n    filter: qty > 1");

        assertThatThrownBy(() -> transforms.of(ORDERS))
                .hasMessageContaining("d:9:5: table shop.orders is transformed here and in d:7:5");
    }

    @Test
    void aTableThatNoTransformNamesIsAsItIs() {
        SourceTable other = new SourceTable("shop", "people", Optional.empty(), ORDERS.columns(), List.of("id"), 0);

        assertThat(transforms("filter: qty > 0").of(other)).isEmpty();
        assertThat(transforms("filter: qty > 0").shown(other)).isSameAs(other);
    }

    @Test
    void timesThatExpressionsSeeRoundedAreWarnedOf() {
        assertThat(transforms("projection: id, DATE_FORMAT(made, 'yyyy') AS y").warnings(List.of(ORDERS)))
                .singleElement()
                .asString()
                .contains("shop.orders.made");
        assertThat(transforms("projection: id, made AS m").warnings(List.of(ORDERS)))
                .isEmpty();
    }

    private static TransformedTable transformed(String... keys) {
        return transforms(keys).of(ORDERS).orElseThrow();
    }

    private static Transforms transforms(String... keys) {
        String yaml = """
                source: {type: mysql, hostname: h, username: u, password: '${env:P}', tables: shop.orders}
                sink: {type: iceberg}
                pipeline:
                  name: p

                transform:
                  - source-table: shop.orders
                """ + Arrays.stream(keys).map(key -> "    " + key + "\n").reduce("", String::concat);
        return Transforms.of(PipelineDefinition.parse("d", yaml).transforms());
    }

    private static Object[] computed(TransformedTable table, Map<String, Object> row) {
        return run(table, row).orElseThrow();
    }

    private static Optional<Object[]> run(TransformedTable table, Map<String, Object> row) {
        return table.program(Optional.empty()).run(values(row));
    }

    private static RowProgram.Values values(Map<String, Object> row) {
        Map<String, Object> all = new LinkedHashMap<>(row);
        return position -> all.get(ORDERS.columns().get(position).name());
    }
}
