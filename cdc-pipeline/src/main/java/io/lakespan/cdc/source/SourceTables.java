package io.lakespan.cdc.source;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.List;

/**
 * The tables a pipeline reads, checked and routed.
 *
 * @param tables as the lake gets them, sorted by database and name, at least one
 * @param read the same tables, in the same order, as the source has them
 * @param serverTimeZone the zone in which the server's sessions show moments
 * @param sizes how many rows the source holds at a time
 * @param warnings what does not stop the pipeline but should be known, one line each
 */
public record SourceTables(
        List<RoutedTable> tables,
        List<SourceTable> read,
        ZoneId serverTimeZone,
        ReadSizes sizes,
        List<String> warnings) {
    public SourceTables {
        tables = List.copyOf(tables);
        read = List.copyOf(read);
        requireNonNull(serverTimeZone, "serverTimeZone");
        requireNonNull(sizes, "sizes");
        warnings = List.copyOf(warnings);
    }
}
