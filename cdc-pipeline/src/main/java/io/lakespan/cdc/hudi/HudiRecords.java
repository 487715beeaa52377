package io.lakespan.cdc.hudi;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.sink.Change;
import io.lakespan.cdc.sink.TableShape;
import io.lakespan.cdc.source.CarriedTables;
import io.lakespan.cdc.source.RoutedTable;
import io.lakespan.cdc.source.SourceTable;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;

/**
 * Addresses each row to its Hudi table, as bytes that the task reads which writes that table.
 *
 * <p>What comes out: the table, the fingerprint of the row's {@link TableForm}, what it is, and the row in Avro; each form
 * once before the first row that has it.
 */
public final class HudiRecords extends RichFlatMapFunction<Change, Tuple4<String, Long, Byte, byte[]>> {
    static final byte FORM = 0;
    static final byte ROW = 1;
    static final byte GONE = 2;

    private static final long serialVersionUID = 1L;
    private static final int MOST_SHAPES = 1_000;

    private final String definition;
    private transient CarriedTables carried;
    private transient Map<TableShape, Optional<Encoding>> encodings;

    /** @param definition the pipeline's, as it is written */
    public HudiRecords(String definition) {
        this.definition = definition;
    }

    private record Encoding(String target, long form, RowEncoder encoder) {
        Tuple4<String, Long, Byte, byte[]> row(RowData row, boolean gone) {
            return Tuple4.of(target, form, gone ? GONE : ROW, encoder.encode(row));
        }
    }

    @Override
    public void open(OpenContext context) {
        carried = CarriedTables.of(PipelineDefinition.parse("definition", definition));
        encodings = new IdentityHashMap<>();
    }

    @Override
    public void flatMap(Change change, Collector<Tuple4<String, Long, Byte, byte[]>> out) {
        if (!(change instanceof Change.Row row)) {
            // Rows bring the columns of their table with them.
            return;
        }
        Optional<Encoding> known = encodings.get(row.shape());
        (known == null ? begun(row.shape(), out) : known).ifPresent(encoding -> {
            row.before().ifPresent(before -> out.collect(encoding.row(before, true)));
            out.collect(encoding.row(row.row(), row.row().getRowKind() == RowKind.DELETE));
        });
    }

    private Optional<Encoding> begun(TableShape shape, Collector<Tuple4<String, Long, Byte, byte[]>> out) {
        if (encodings.size() >= MOST_SHAPES) {
            encodings.clear();
        }
        Optional<Encoding> encoding = carried.routed(shape.table()).map(routed -> begun(routed, out));
        encodings.put(shape, encoding);
        return encoding;
    }

    private static Encoding begun(RoutedTable routed, Collector<Tuple4<String, Long, Byte, byte[]>> out) {
        SourceTable source = routed.source();
        RowEncoder encoder = new RowEncoder(source);
        TableForm form = new TableForm(
                routed.target(),
                source.label(),
                encoder.schema(),
                source.key().stream()
                        .map(name -> source.column(name).lakeName())
                        .toList(),
                routed.description());
        String target = routed.target().toString();
        long fingerprint = form.fingerprint();
        out.collect(Tuple4.of(target, fingerprint, FORM, form.text().getBytes(StandardCharsets.UTF_8)));
        return new Encoding(target, fingerprint, encoder);
    }
}
