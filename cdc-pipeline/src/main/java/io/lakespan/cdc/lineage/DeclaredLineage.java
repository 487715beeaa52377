package io.lakespan.cdc.lineage;

import io.lakespan.cdc.definition.MySqlOptions;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.cdc.source.SourceTables;
import io.lakespan.lineage.Dataset;
import io.lakespan.lineage.Grade;
import io.lakespan.lineage.LineageEdge;
import io.lakespan.model.TableFormat;
import io.lakespan.model.TableRef;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a pipeline's definition says about where the lake's tables come from. */
public final class DeclaredLineage {
    private DeclaredLineage() {}

    /** One edge for each table of the lake, sorted by its name, from every table that is routed to it. */
    public static List<LineageEdge> of(PipelineDefinition definition, SourceTables tables) {
        return tables.tables().stream()
                .collect(Collectors.groupingBy(RoutedTable::target, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> edge(definition, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static LineageEdge edge(PipelineDefinition definition, TableRef target, List<RoutedTable> sources) {
        List<Dataset> inputs =
                sources.stream().map(table -> input(definition.source(), table)).toList();
        TableFormat format =
                switch (definition.sink().format()) {
                    case ICEBERG -> TableFormat.ICEBERG;
                    case HUDI -> TableFormat.HUDI;
                };
        return new LineageEdge(inputs, new Dataset.LakeTable(target, format), Grade.DECLARED);
    }

    private static Dataset input(MySqlOptions server, RoutedTable table) {
        return new Dataset.RdbmsTable(
                "mysql",
                server.hostname(),
                server.port(),
                table.source().database(),
                table.source().name());
    }
}
