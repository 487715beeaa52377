package io.lakespan.cdc.evolve;

import io.lakespan.cdc.definition.PipelineDefinition;
import io.lakespan.cdc.sink.Change;
import io.lakespan.cdc.sink.TableShape;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.flink.sink.dynamic.DynamicRecord;
import org.apache.iceberg.flink.sink.dynamic.DynamicRecordGenerator;

/**
 * Addresses each row to its Iceberg table, which it first brings up to the row's shape.
 *
 * <p>Every row replaces the row of its key, whatever brought it, so that a row that comes twice stands once.
 */
public final class RecordGenerator implements DynamicRecordGenerator<Change> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHAPES = 1_000;

    private final String definition;
    private final CatalogLoader loader;
    private final int parallelism;
    private transient Binder binder;
    private transient Map<TableShape, Optional<Target>> targets;

    /**
     * A generator of one pipeline.
     *
     * @param definition the pipeline's, as it is written
     */
    public RecordGenerator(String definition, CatalogLoader loader, int parallelism) {
        this.definition = definition;
        this.loader = loader;
        this.parallelism = parallelism;
    }

    /** One record a shape is used again and again: the sink copies what it needs before it returns. */
    private record Target(Binding binding, DynamicRecord record) {
        void write(RowData row, Collector<DynamicRecord> out) {
            record.setRowData(binding.written(row));
            out.collect(record);
        }

        /** Takes the row out of the partition it was in and, lest it comes a second time, of the one it is in. */
        void move(Change.Row change, Collector<DynamicRecord> out) {
            change.before().ifPresent(before -> write(before, out));
            RowData row = change.row();
            RowKind kind = row.getRowKind();
            row.setRowKind(RowKind.DELETE);
            write(row, out);
            if (kind != RowKind.DELETE) {
                row.setRowKind(RowKind.INSERT);
                write(row, out);
            }
        }
    }

    @Override
    public void open(OpenContext context) {
        PipelineDefinition parsed = PipelineDefinition.parse("definition", definition);
        binder = new Binder(OpenCatalogs.open(loader, parsed.sink()), parsed);
        targets = new IdentityHashMap<>();
    }

    @Override
    public void generate(Change change, Collector<DynamicRecord> out) {
        if (change instanceof Change.Row row) {
            Optional<Target> target = targets.get(row.shape());
            (target == null ? bound(row.shape()) : target).ifPresent(found -> {
                if (found.binding().movesRows()) {
                    found.move(row, out);
                } else {
                    found.write(row.row(), out);
                }
            });
        } else {
            // The tables may be others now.
            targets.clear();
        }
    }

    private Optional<Target> bound(TableShape shape) {
        if (targets.size() >= MOST_SHAPES) {
            targets.clear();
        }
        Optional<Target> target = binder.bind(shape).map(binding -> new Target(binding, binding.record(parallelism)));
        targets.put(shape, target);
        return target;
    }
}
