package io.lakespan.app.verify;

import io.lakespan.app.text.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What came of a comparison, a table each, in the order asked for. */
public record ComparisonReport(List<TableComparison> tables) {
    public ComparisonReport {
        tables = List.copyOf(tables);
    }

    /** Whether every pair is equal. */
    public boolean equal() {
        return tables.stream().allMatch(TableComparison::equal);
    }

    /** A table to print, one line a pair, and below it what differs. */
    public List<String> lines() {
        TextTable text =
                new TextTable("table", "rows source", "rows lake", "checksum source", "checksum lake", "equal");
        tables.forEach(table -> text.row(
                table.pair().source(),
                rows(table.source()),
                rows(table.lake()),
                checksum(table.source()),
                checksum(table.lake()),
                table.equal() ? "yes" : "NO"));
        return Stream.concat(text.toString().lines(), tables.stream().flatMap(ComparisonReport::remarks))
                .toList();
    }

    private static Stream<String> remarks(TableComparison table) {
        return Stream.concat(
                        table.problems().stream(), table.differences().stream().map(Difference::toString))
                .map(text -> table.pair().source() + ": " + text);
    }

    private static String rows(Optional<Tally> tally) {
        return tally.map(value -> String.format(Locale.ROOT, "%,d", value.rows()))
                .orElse("-");
    }

    private static String checksum(Optional<Tally> tally) {
        return tally.map(value -> value.checksum().toString()).orElse("-");
    }
}
