package io.lakespan.cdc.source;

import java.time.ZoneId;
import java.util.List;

/**
 * The tables a pipeline reads, checked and routed.
 *
 * @param tables sorted by database and name, at least one
 * @param serverTimeZone the zone in which the server's sessions show moments
 * @param warnings what does not stop the pipeline but should be known, one line each
 */
public record SourceTables(List<RoutedTable> tables, ZoneId serverTimeZone, List<String> warnings) {
    public SourceTables {
        tables = List.copyOf(tables);
        warnings = List.copyOf(warnings);
    }
}
