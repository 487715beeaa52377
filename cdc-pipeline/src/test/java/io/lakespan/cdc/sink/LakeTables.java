package io.lakespan.cdc.sink;

import io.lakespan.cdc.definition.ExistingRows;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.cdc.source.Tables;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.inmemory.InMemoryCatalog;

/** Tables of a lake that lives in memory, for tests. */
public final class LakeTables {
    private LakeTables() {}

    public static List<TargetTable> prepared(SourceTable... sources) {
        InMemoryCatalog catalog = new InMemoryCatalog();
        catalog.initialize("test", Map.of());
        List<RoutedTable> routed = Stream.of(sources).map(Tables::routed).toList();
        return LakeCatalog.of(catalog, Map.of()).prepare(routed, ExistingRows.REFUSE);
    }
}
