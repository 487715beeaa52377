package io.lakespan.app.verify;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one pair of tables compares.
 *
 * @param source absent when the source has no such table
 * @param lake absent when the lake has no such table
 * @param problems what keeps the tables from being equal whatever their rows: a missing table, a missing column
 * @param differences the first rows that differ, at most as many as were asked for
 */
public record TableComparison(
        TablePair pair,
        Optional<Tally> source,
        Optional<Tally> lake,
        List<String> problems,
        List<Difference> differences,
        Duration took) {
    public TableComparison {
        requireNonNull(pair, "pair");
        requireNonNull(source, "source");
        requireNonNull(lake, "lake");
        problems = List.copyOf(problems);
        differences = List.copyOf(differences);
        requireNonNull(took, "took");
    }

    /** Whether both tables exist, with the same columns and the same rows. */
    public boolean equal() {
        return problems.isEmpty() && source.isPresent() && source.equals(lake);
    }
}
