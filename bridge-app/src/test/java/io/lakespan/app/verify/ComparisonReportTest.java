package io.lakespan.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonReportTest {
    private static final Tally SEVEN = new Tally(7, new Checksum(0, 7));

    @Test
    void itsLinesNameEachTableAndWhatDiffers() {
        ComparisonReport report = new ComparisonReport(List.of(
                result("orders", Optional.of(SEVEN), List.of()),
                result("payments", Optional.empty(), List.of("the lake has no table shop.payments"))));

        assertThat(report.equal()).isFalse();
        assertThat(report.lines()).hasSize(4);
        assertThat(report.lines().get(1))
                .startsWith("shop.orders")
                .endsWith("yes")
                .contains("00000007");
        assertThat(report.lines().get(2)).startsWith("shop.payments").endsWith("NO");
        assertThat(report.lines().get(3)).isEqualTo("shop.payments: the lake has no table shop.payments");
    }

    @Test
    void equalRowsWithAMissingColumnAreNotEqual() {
        assertThat(result("orders", Optional.of(SEVEN), List.of("column note is missing in lake"))
                        .equal())
                .isFalse();
    }

    @Test
    void anotherSumOfAsManyRowsIsNotEqual() {
        Tally other = new Tally(7, new Checksum(0, 8));

        assertThat(result("orders", Optional.of(other), List.of()).equal()).isFalse();
        assertThat(result("orders", Optional.of(SEVEN), List.of()).equal()).isTrue();
    }

    @Test
    void twoMissingTablesAreNotEqual() {
        TableComparison nothing = new TableComparison(
                TablePair.of("shop", "orders"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Duration.ZERO);

        assertThat(nothing.equal()).isFalse();
    }

    private static TableComparison result(String table, Optional<Tally> lake, List<String> problems) {
        return new TableComparison(
                TablePair.of("shop", table), Optional.of(SEVEN), lake, problems, List.of(), Duration.ZERO);
    }
}
