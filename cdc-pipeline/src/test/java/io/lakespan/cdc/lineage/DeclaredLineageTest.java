package io.lakespan.cdc.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.source.ReadSizes;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.cdc.source.SourceTables;
import io.lakespan.cdc.source.Tables;
import io.lakespan.lineage.Grade;
import io.lakespan.lineage.LineageEdge;
import io.lakespan.model.TableRef;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeclaredLineageTest {
    private static final PipelineDefinition DEFINITION = PipelineDefinition.parse("x", """
            source: {type: mysql, hostname: db, username: u, password: "${env:P}", tables: shop.t}
            sink: {type: iceberg}
            pipeline: {name: p}
            """);

    @Test
    void shardsOfOneTargetMakeOneEdge() {
        List<RoutedTable> routed = List.of(routed("t_1", "t"), routed("t_2", "t"), routed("a", "a"));
        SourceTables tables = new SourceTables(
                routed,
                routed.stream().map(RoutedTable::source).toList(),
                ZoneOffset.UTC,
                ReadSizes.of(DEFINITION.source().snapshot(), 0),
                List.of());

        List<LineageEdge> edges = DeclaredLineage.of(DEFINITION, tables);

        assertThat(edges).extracting(edge -> edge.output().label()).containsExactly("lake.a", "lake.t");
        assertThat(edges).extracting(LineageEdge::grade).containsOnly(Grade.DECLARED);
        assertThat(edges.get(1).inputs())
                .extracting(input -> input.label())
                .containsExactly("mysql://db:3306/shop.t_1", "mysql://db:3306/shop.t_2");
    }

    private static RoutedTable routed(String name, String target) {
        SourceTable table = Tables.table(name, List.of("id"), Tables.column("id", "int"));
        return new RoutedTable(table, TableRef.of("lake", target), Optional.empty());
    }
}
