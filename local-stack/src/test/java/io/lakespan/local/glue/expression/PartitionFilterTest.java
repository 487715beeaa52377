package io.lakespan.local.glue.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.local.glue.expression.PartitionFilter.KeyColumn;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionFilterTest {
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";
    private static final List<KeyColumn> KEYS = List.of(
            new KeyColumn("Year", "int"),
            new KeyColumn("region", "varchar(10)"),
            new KeyColumn("day", "date"),
            new KeyColumn("price", "decimal(10,2)"),
            new KeyColumn("at", "timestamp"),
            new KeyColumn("open", "boolean"));
    private static final List<String> ROW =
            List.of("2026", "eu-west's", "2026-03-01", "9.50", "2026-03-01 10:00:00", "true");
    private static final List<String> NOTHING = List.of(NULL, NULL, NULL, NULL, NULL, NULL);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            year = 2026                                            | true
            year = '2026'                                          | true
            YEAR == 2026                                           | true
            (((year = 2026)))                                      | true
            year = 2026.0                                          | true
            year > 300                                             | true
            year < 10000                                           | true
            2026 = year                                            | true
            300 < year                                             | true
            300 > year                                             | false
            year <> 2026                                           | false
            year != 2025                                           | true
            year >= 2026 and year <= 2026                          | true
            year > 2026 OR region = 'x'                            | false
            year = 1 and year = 2 or year = 2026                   | true
            year = 2026 or year = 1 and year = 2                   | true
            not year = 2026 or region like 'eu%'                   | true
            not (year = 2026 or region like 'eu%')                 | false
            NOT NOT year = 2026                                    | true
            year in (1, 2026, 3)                                   | true
            year not in (1, 2026, 3)                               | false
            year IN ('2025')                                       | false
            year between 2025 and 2026                             | true
            year not between 2025 and 2026                         | false
            year between 2025 and 2026 and region = 'x'            | false
            year = -5                                              | false
            year = 2.026e3                                         | true
            region = 'eu-west''s'                                  | true
            region = "eu-west's"                                   | true
            `region` = 'eu-west''s'                                | true
            "region" like '%west_s'                                | true
            region like 'EU%'                                      | false
            region not like '%.%'                                  | true
            region > 'eu'                                          | true
            region = 5                                             | false
            day = '2026-03-01'                                     | true
            day = date '2026-03-01'                                | true
            day > '2026-02-28'                                     | true
            day between '2026-01-01' and '2026-12-31'              | true
            price = 9.5                                            | true
            price > 10                                             | false
            price >= '09.50'                                       | true
            at = timestamp '2026-03-01 10:00:00.000'               | true
            at < '2026-03-02'                                      | true
            open = true                                            | true
            open = 'false'                                         | false
            year is null                                           | false
            year is not null                                       | true
            year = '__HIVE_DEFAULT_PARTITION__'                    | false
            year <> '__HIVE_DEFAULT_PARTITION__'                   | true
            """)
    void aPartitionIsChosenByItsValues(String expression, boolean chosen) {
        assertThat(PartitionFilter.parse(expression, KEYS).test(ROW)).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            year = 2026                            | false
            not year = 2026                        | false
            year <> 2026                           | false
            year not in (1)                        | false
            region like '%'                        | false
            region not like '%'                    | false
            year = 1 or day is null                | true
            year is null                           | true
            year is not null                       | false
            year = '__HIVE_DEFAULT_PARTITION__'    | true
            year < '__HIVE_DEFAULT_PARTITION__'    | false
            """)
    void whatIsComparedWithNothingIsNotChosen(String expression, boolean chosen) {
        assertThat(PartitionFilter.parse(expression, KEYS).test(NOTHING)).isEqualTo(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void aBlankExpressionChoosesEverything(String expression) {
        assertThat(PartitionFilter.parse(expression, KEYS).test(ROW)).isTrue();
        assertThat(PartitionFilter.parse(expression, List.of()).test(List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "year",
                "year =",
                "= 1",
                "year = 2026 and",
                "(year = 2026",
                "year = 2026)",
                "year = 'abc'",
                "day = 'yesterday'",
                "open = 'perhaps'",
                "month = 1",
                "1 = 1",
                "year = region",
                "year in ()",
                "year in (1",
                "year between 1",
                "year is 5",
                "year like",
                "year = 'x",
                "year = 1; drop table t",
                "year = 1 year = 2",
                "year + 1 = 2027",
                "not",
                "5year = 1"
            })
    void whatCannotBeUnderstoodIsRefused(String expression) {
        assertThatThrownBy(() -> PartitionFilter.parse(expression, KEYS))
                .isInstanceOf(ExpressionException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void aValueThatIsNoneOfItsTypeIsNeitherEqualNorUnequal() {
        List<String> damaged = List.of("soon", "x", "x", "x", "x", "x");

        assertThat(PartitionFilter.parse("year = 2026", KEYS).test(damaged)).isFalse();
        assertThat(PartitionFilter.parse("year <> 2026", KEYS).test(damaged)).isFalse();
        assertThat(PartitionFilter.parse("year is not null", KEYS).test(damaged))
                .isTrue();
    }

    @Test
    void aLongListIsReadAndADeepOneRefused() {
        String list = String.join(
                ",", IntStream.range(0, 5000).mapToObj(Integer::toString).toList());

        assertThat(PartitionFilter.parse("year in (" + list + ")", KEYS).test(ROW))
                .isTrue();
        assertThat(PartitionFilter.parse("(".repeat(100) + "year = 2026" + ")".repeat(100), KEYS)
                        .test(ROW))
                .isTrue();
        assertThatThrownBy(() -> PartitionFilter.parse("(".repeat(5000) + "year = 1" + ")".repeat(5000), KEYS))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("500");
    }
}
