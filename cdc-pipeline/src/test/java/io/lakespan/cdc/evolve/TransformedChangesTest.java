package io.lakespan.cdc.evolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.evolve.TableChange.Kind;
import io.lakespan.cdc.evolve.TableChange.Name;
import io.lakespan.cdc.source.BinlogPosition;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.cdc.source.Tables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

class TransformedChangesTest {
    private static final SourceColumn ID = Tables.column("id", "int");
    private static final SourceColumn EMAIL = Tables.column("email", "varchar");
    private static final SourceColumn B = Tables.column("b", "int");

    private static TransformedChanges changes(String projection) {
        return new TransformedChanges(PipelineDefinition.parse("d", """
                source: {type: mysql, hostname: h, username: u, password: '${env:P}', tables: shop.\\.*, tables.exclude: shop.out}
                sink: {type: iceberg}
                pipeline: {name: p}
                transform:
                  - source-table: shop.\\.*
                    projection: %s
                """.formatted(projection)));
    }

    private static TableChange change(
            String table,
            Map<String, String> renamed,
            List<String> dropped,
            Map<String, String> filled,
            SourceColumn... after) {
        SourceTable found = Tables.table(table, List.of("id"), after);
        return new TableChange(
                new Name("shop", table),
                new BinlogPosition("binlog.000001", 4),
                Kind.ALTER,
                Optional.of(found),
                new TreeMap<>(renamed),
                dropped,
                new TreeMap<>(filled),
                Optional.empty());
    }

    private static TableChange filled(Map<String, String> filled, SourceColumn... after) {
        return change("t", Map.of(), List.of(), filled, after);
    }

    @Test
    void aColumnThatAStarBringsIsRenamedAndDroppedAsInTheSource() {
        TableChange shown = changes("\\*, MASK_HASH(email) AS email")
                .shown(change("t", Map.of("a", "b"), List.of("c"), Map.of(), ID, EMAIL, B));

        assertThat(shown.renamed()).isEqualTo(Map.of("a", "b"));
        assertThat(shown.dropped()).containsExactly("c");
        assertThat(shown.after().orElseThrow().columns())
                .extracting(SourceColumn::name)
                .containsExactly("id", "b", "email");
    }

    @Test
    void whatIsComputedStaysWhenTheSourceLosesAColumnOfItsName() {
        TableChange shown =
                changes("\\*, 1 AS a").shown(change("t", Map.of("a", "b"), List.of("a"), Map.of(), ID, EMAIL, B));

        assertThat(shown.renamed()).isEmpty();
        assertThat(shown.dropped()).isEmpty();
    }

    @Test
    void aColumnThatIsNotCarriedIsNoMatterOfTheLake() {
        TableChange shown =
                changes("id, email").shown(change("t", Map.of("a", "b"), List.of("c"), Map.of("b", "1"), ID, EMAIL, B));

        assertThat(shown.renamed()).isEmpty();
        assertThat(shown.dropped()).isEmpty();
        assertThat(shown.filled()).isEmpty();
    }

    @Test
    void aDefaultGoesWithTheNameItsColumnHasInTheLake() {
        assertThat(changes("\\*").shown(filled(Map.of("b", "5"), ID, B)).filled())
                .isEqualTo(Map.of("b", "5"));
        assertThat(changes("id, b AS bee")
                        .shown(filled(Map.of("b", "5"), ID, B))
                        .filled())
                .isEqualTo(Map.of("bee", "5"));
    }

    @Test
    void aDefaultOfAMaskedColumnIsNotWrittenInClear() {
        for (String projection : List.of("\\*, MASK_HASH(email) AS email", "\\*, MASK_REDACT(email) AS hidden")) {
            assertThat(changes(projection)
                            .shown(filled(Map.of("email", "'secret'"), ID, EMAIL))
                            .filled())
                    .isEmpty();
        }
    }

    @Test
    void aColumnThatTheProjectionNamesAndTheTableLacksEndsTheJob() {
        TransformedChanges changes = changes("id, email");
        TableChange lost = change("t", Map.of("email", "mail"), List.of(), Map.of(), ID, B);

        assertThat(changes.refuses(lost)).isTrue();
        assertThatThrownBy(() -> changes.shown(lost))
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .hasMessageContainingAll("shop.t", "binlog.000001:4", "d:6:21", "there is no column 'email'");
    }

    @Test
    void aTableThatIsNotOfThePipelineEndsNothing() {
        TableChange other = change("out", Map.of(), List.of(), Map.of(), ID, B);

        assertThat(changes("id, email").refuses(other)).isFalse();
        assertThat(changes("id, email").shown(other)).isSameAs(other);
    }
}
