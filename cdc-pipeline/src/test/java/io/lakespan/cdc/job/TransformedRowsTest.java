package io.lakespan.cdc.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.rules.TransformedTable;
import io.lakespan.cdc.rules.Transforms;
import io.lakespan.cdc.sink.Change;
import io.lakespan.cdc.sink.RowConverter;
import io.lakespan.cdc.source.BinlogPosition;
import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.cdc.source.Tables;
import io.lakespan.cdc.source.ValueKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class TransformedRowsTest {
    private static final SourceTable ITEMS = Tables.table(
            "items",
            List.of("id"),
            Tables.column("id", "int"),
            Tables.column("region", "varchar|varchar(9)"),
            Tables.column("qty", "int"),
            Tables.column("price", "decimal|decimal(10,2)", 10, 2),
            new SourceColumn(
                    "made",
                    "datetime(6)",
                    ValueKind.DATETIME,
                    new LakeType(LakeType.Kind.TIMESTAMP, 0, 0),
                    6,
                    true,
                    Optional.empty()));
    private static final String YAML = """
            source: {type: mysql, hostname: h, username: u, password: '${env:P}', tables: shop.items}
            sink: {type: iceberg}
            pipeline: {name: p}
            transform:
              - source-table: shop.items
                projection: \\*, qty * price AS total, COALESCE(region, '-') AS region
                filter: qty > 0
                primary-keys: id, region
            """;

    private static TransformedRows rows(boolean moving) {
        return rows(YAML, moving);
    }

    private static TransformedRows rows(String yaml, boolean moving) {
        TransformedTable table = Transforms.of(
                        PipelineDefinition.parse("d", yaml).transforms())
                .of(ITEMS)
                .orElseThrow();
        return new TransformedRows(table, table.program(Optional.empty()), BinlogPosition.NOW, moving);
    }

    @Test
    void aNewRowIsComputedAndOneThatTheFilterLeavesOutIsNothing() {
        List<Change.Row> changes = changes(rows(false), Optional.empty(), row(1, "eu", 2));

        assertThat(changes).hasSize(1);
        RowData row = changes.get(0).row();
        assertThat(row.getRowKind()).isEqualTo(RowKind.INSERT);
        assertThat(changes.get(0).shape().table().columns().stream().map(column -> column.lakeName()))
                .containsExactly("id", "qty", "price", "made", "total", "region");
        assertThat(row.getDecimal(4, 20, 2).toBigDecimal()).isEqualByComparingTo("3.00");
        assertThat(row.getTimestamp(3, 6).toString()).as("carried as it is").endsWith(".123456");
        assertThat(changes(rows(false), Optional.empty(), row(1, "eu", 0))).isEmpty();
        assertThat(changes(rows(false), Optional.empty(), row(1, "eu", null))).isEmpty();
    }

    @Test
    void anUpdateOfWhatStaysIsTheNewRow() {
        assertThat(kinds(rows(false), row(1, "eu", 2), row(1, "eu", 3))).containsExactly(RowKind.UPDATE_AFTER);
        assertThat(changes(rows(false), row(1, "eu", 2), row(1, "eu", 3)).get(0).before())
                .isEmpty();
        assertThat(changes(rows(true), row(1, "eu", 2), row(1, "eu", 3))
                        .get(0)
                        .before()
                        .map(RowData::getRowKind))
                .contains(RowKind.DELETE);
    }

    @Test
    void withoutAFilterAndWithTheSourcesKeyTheRowBeforeDoesNotMatter() {
        TransformedRows rows = rows(YAML.replaceAll(" +(filter|primary-keys): .*\n", ""), false);
        RowConverter.Values unread = column -> {
            throw new IllegalStateException(column);
        };

        assertThat(kinds(rows, Optional.of(unread), row(1, "eu", 0))).containsExactly(RowKind.UPDATE_AFTER);
        assertThat(kinds(rows, row(1, "eu", 0), Optional.empty())).containsExactly(RowKind.DELETE);
    }

    @Test
    void anUpdateThatLeavesTheFilterIsADeleteAndOneThatEntersItAnInsert() {
        assertThat(kinds(rows(false), row(1, "eu", 2), row(1, "eu", 0))).containsExactly(RowKind.DELETE);
        assertThat(kinds(rows(false), row(1, "eu", 0), row(1, "eu", 2))).containsExactly(RowKind.INSERT);
        assertThat(kinds(rows(false), row(1, "eu", 0), row(1, "us", 0))).isEmpty();
    }

    @Test
    void anUpdateOfTheKeyDeletesTheRowThatWas() {
        List<Change.Row> changes = changes(rows(false), row(1, "eu", 2), row(1, "us", 2));

        assertThat(changes)
                .extracting(change -> change.row().getRowKind())
                .containsExactly(RowKind.DELETE, RowKind.INSERT);
        assertThat(changes)
                .extracting(change -> change.row().getString(5).toString())
                .containsExactly("eu", "us");
        assertThat(kinds(rows(false), row(1, null, 2), row(1, "-", 2)))
                .as("both have the computed value")
                .containsExactly(RowKind.UPDATE_AFTER);
    }

    @Test
    void aRowThatIsGoneIsDeletedWhereItWasKept() {
        assertThat(kinds(rows(false), row(1, "eu", 2), Optional.empty())).containsExactly(RowKind.DELETE);
        assertThat(kinds(rows(false), row(1, "eu", 0), Optional.empty())).isEmpty();
    }

    @Test
    void aRowWithoutAValueEndsTheJobOnce() {
        String yaml = YAML.replace("qty * price", "1000 / (qty - 7)");
        TransformedRows rows = rows(yaml, false);

        assertThatThrownBy(() -> changes(rows, Optional.empty(), row(1, "eu", 7)))
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .hasMessageContaining("shop.items has no value for a row: ArithmeticException");
    }

    private static List<RowKind> kinds(
            TransformedRows rows, Optional<RowConverter.Values> before, Optional<RowConverter.Values> after) {
        return changes(rows, before, after).stream()
                .map(change -> change.row().getRowKind())
                .toList();
    }

    private static List<Change.Row> changes(
            TransformedRows rows, Optional<RowConverter.Values> before, Optional<RowConverter.Values> after) {
        List<Change> changes = new ArrayList<>();
        rows.change(before, after, new ListCollector<>(changes));
        return changes.stream().map(Change.Row.class::cast).toList();
    }

    private static Optional<RowConverter.Values> row(int id, String region, Integer qty) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", id);
        row.put("region", region);
        row.put("qty", qty);
        row.put("price", new BigDecimal("1.50"));
        row.put("made", 1_700_000_000_123_456L);
        return Optional.of(values(row));
    }

    private static RowConverter.Values values(Map<String, Object> row) {
        return row::get;
    }
}
