package io.lakespan.cdc.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.error.BridgeException;
import org.junit.jupiter.api.Test;

class TransformSectionTest {
    private static TransformOptions transforms(String transform, String pipeline) {
        return PipelineDefinition.parse("d", """
                source: {type: mysql, hostname: h, username: u, password: '${env:P}', tables: shop.orders}
                sink: {type: iceberg}
                pipeline:
                  name: p
                %stransform:
                %s""".formatted(pipeline.indent(2), transform))
                .transforms();
    }

    @Test
    void aTransformHasTheKeysOfFlinkCdc() {
        TransformOptions options = transforms("""
                  - source-table: shop\\.orders
                    projection: id, qty AS "n"
                    filter: 'qty > 0'
                    primary-keys: id
                    description: orders that count
                  - source-table: shop.people
                    filter: >
                      a = 1
                      AND b = 2
                """, "mask.salt: ${env:SALT}");

        assertThat(options.salt()).contains(new Secret.Environment("SALT"));
        assertThat(options.rules()).hasSize(2);
        TransformRule first = options.rules().get(0);
        assertThat(first.source().matches("shop", "orders")).isTrue();
        assertThat(first.place()).isEqualTo("d:7:5");
        assertThat(first.projection().orElseThrow().text()).isEqualTo("id, qty AS \"n\"");
        assertThat(first.projection().orElseThrow().place(4)).isEqualTo("d:8:21");
        assertThat(first.filter().orElseThrow().place(0)).as("behind the quote").isEqualTo("d:9:14");
        assertThat(first.keys().orElseThrow().text()).isEqualTo("id");
        SqlText folded = options.rules().get(1).filter().orElseThrow();
        assertThat(folded.text()).isEqualTo("a = 1 AND b = 2\n");
        assertThat(folded.place(6)).as("a folded text tells its beginning").isEqualTo(folded.place());
    }

    @Test
    void aPipelineWithoutTransformsHasNone() {
        assertThat(PipelineDefinition.parse("d", """
                source: {type: mysql, hostname: h, username: u, password: '${env:P}', tables: shop.orders}
                sink: {type: iceberg}
                pipeline: {name: p}
                """).transforms()).isEqualTo(TransformOptions.NONE);
    }

    @Test
    void whatIsNotCarriedIsToldWithTheWayOut() {
        assertThatThrownBy(() -> transforms("""
                  - source-table: shop.orders
                    filter: a
                    partition-keys: region
                    table-options: a=b
                    converter-after-transform: SOFT_DELETE
                    filtre: b
                  - source-table: shop.people
                  - projection: a
                """, "mask.salt: pepper"))
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining("d:5:14: mask.salt would stand in the file")
                .hasMessageContaining(
                        "d:9:21: partition-keys of transform is not carried: tables are partitioned by partition.key")
                .hasMessageContaining("d:10:20: table-options of transform is not carried: tables get their properties")
                .hasMessageContaining("d:11:32: converter-after-transform of transform is not carried")
                .hasMessageContaining("unknown key 'filtre' in transform; did you mean 'filter'?")
                .hasMessageContaining("d:13:5: the transform does nothing")
                .hasMessageContaining("d:14:5: transform lacks 'source-table'")
                .hasMessageNotContaining("pepper");
        assertThatThrownBy(() -> transforms("  a: b\n", "")).hasMessageContaining("transform must be a list");
    }
}
