package io.lakespan.app.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakespan.app.verify.SourceView;
import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.rules.Transforms;
import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.LakeType.Kind;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import io.lakespan.cdc.source.ValueKind;
import io.lakespan.formats.rows.LakeValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransformViewTest {
    private static final SourceTable TABLE = new SourceTable(
            "shop",
            "t",
            Optional.empty(),
            List.of(
                    column("id", ValueKind.INTEGER, Kind.INT, 0),
                    column("big", ValueKind.UNSIGNED_LONG, Kind.DECIMAL, 0),
                    column("took", ValueKind.TIME, Kind.STRING, 3),
                    column("made", ValueKind.DATETIME, Kind.TIMESTAMP, 3),
                    column("day", ValueKind.DATE, Kind.DATE, 0),
                    column("ok", ValueKind.BIT, Kind.BOOLEAN, 0),
                    column("ratio", ValueKind.FLOAT, Kind.FLOAT, 0),
                    column("raw", ValueKind.BYTES, Kind.BINARY, 0)),
            List.of("id"),
            0);
    private static final List<LakeValue> ROW = List.of(
            exact("1"),
            exact("18446744073709551615"),
            new LakeValue.Span(Duration.ofHours(838).plusMillis(500).negated()),
            new LakeValue.Moment(Instant.parse("2026-11-21T10:00:00.123Z")),
            new LakeValue.Day(LocalDate.of(2024, 2, 29)),
            exact("1"),
            new LakeValue.Approximate(0.5f),
            new LakeValue.Bytes(ByteBuffer.wrap(new byte[] {1, 2})));

    private static SourceColumn column(String name, ValueKind kind, Kind type, int fraction) {
        LakeType lake = type == Kind.DECIMAL ? new LakeType(type, 20, 0) : new LakeType(type, 0, 0);
        return new SourceColumn(name, kind.name(), kind, lake, fraction, !name.equals("id"), Optional.empty());
    }

    private static LakeValue exact(String number) {
        return new LakeValue.Exact(new BigDecimal(number));
    }

    private static SourceView view(String transform) {
        String yaml = """
                source: {type: mysql, hostname: h, username: u, password: '${env:P}', tables: shop.t}
                sink: {type: iceberg}
                pipeline: {name: p}
                transform:
                  - source-table: shop.t
                """ + transform.indent(4);
        return new TransformView(
                Transforms.of(PipelineDefinition.parse("d", yaml).transforms())
                        .of(TABLE)
                        .orElseThrow(),
                Optional.of("pepper"));
    }

    @Test
    void whatIsCarriedAsItIsIsTheSourcesValue() {
        SourceView view = view("projection: id AS number, took, raw");

        assertThat(view.columns()).extracting(SourceView.ViewedColumn::name).containsExactly("number", "took", "raw");
        assertThat(view.columns())
                .extracting(SourceView.ViewedColumn::source)
                .containsExactly(Optional.of("id"), Optional.of("took"), Optional.of("raw"));
        assertThat(view.key()).containsExactly("number");
        assertThat(view.show(ROW)).contains(List.of(ROW.get(0), ROW.get(2), ROW.get(7)));
    }

    @Test
    void computedValuesHaveTheFormOfTheLake() {
        SourceView view = view("""
                projection: id, id + 1 AS a, big - 1 AS b, took || '!' AS c, TIMESTAMPADD(HOUR, 1, made) AS d,
                  TIMESTAMPADD(DAY, 1, `day`) AS e, NOT ok AS f, ratio * 2 AS g, SUBSTRING(raw FROM 2) AS h,
                  NULLIF(id, 1) AS i, CHAR_LENGTH(MASK_HASH(CAST(`day` AS VARCHAR))) AS j
                """);

        assertThat(view.show(ROW).orElseThrow())
                .containsExactly(
                        ROW.get(0),
                        exact("2"),
                        exact("18446744073709551614"),
                        new LakeValue.Text("-838:00:00.500!"),
                        new LakeValue.Moment(Instant.parse("2026-11-21T11:00:00.123Z")),
                        new LakeValue.Day(LocalDate.of(2024, 3, 1)),
                        exact("0"),
                        new LakeValue.Approximate(1),
                        new LakeValue.Bytes(ByteBuffer.wrap(new byte[] {2})),
                        new LakeValue.Absent(),
                        exact("64"));
    }

    @Test
    void aRowThatTheFilterLeavesOutIsNotShown() {
        assertThat(view("filter: id > 1").show(ROW)).isEmpty();
        assertThat(view("filter: ok AND big > 0").show(ROW)).contains(ROW);
    }
}
