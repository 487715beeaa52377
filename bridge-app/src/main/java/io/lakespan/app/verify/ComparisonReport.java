package io.lakespan.app.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What came of a comparison, a table each, in the order asked for. */
public record ComparisonReport(List<TableComparison> tables) {
    private static final String ROW = "%-32s %12s %12s  %-32s  %-32s  %s";

    public ComparisonReport {
        tables = List.copyOf(tables);
    }

    /** Whether every pair is equal. */
    public boolean equal() {
        return tables.stream().allMatch(TableComparison::equal);
    }

    /** A table to print, one line a pair, and below it what differs. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(ROW, "table", "rows source", "rows lake", "checksum source", "checksum lake", "equal"));
        tables.stream().map(ComparisonReport::line).forEach(lines::add);
        tables.stream().flatMap(ComparisonReport::remarks).forEach(lines::add);
        return lines;
    }

    private static String line(TableComparison table) {
        return String.format(
                ROW,
                table.pair().source(),
                rows(table.source()),
                rows(table.lake()),
                checksum(table.source()),
                checksum(table.lake()),
                table.equal() ? "yes" : "NO");
    }

    private static Stream<String> remarks(TableComparison table) {
        return Stream.concat(
                        table.problems().stream(), table.differences().stream().map(Difference::toString))
                .map(text -> table.pair().source() + ": " + text);
    }

    private static String rows(Optional<Tally> tally) {
        return tally.map(value -> String.format("%,d", value.rows())).orElse("-");
    }

    private static String checksum(Optional<Tally> tally) {
        return tally.map(value -> value.checksum().toString()).orElse("-");
    }
}
