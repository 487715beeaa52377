package io.lakespan.cdc.sink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.util.Collector;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.flink.sink.dynamic.DynamicRecord;
import org.apache.iceberg.flink.sink.dynamic.DynamicRecordGenerator;

/**
 * Addresses each change to its Iceberg table.
 *
 * <p>Every row replaces the row of its key, whatever brought it, so that a row that comes twice stands once.
 */
public final class RecordGenerator implements DynamicRecordGenerator<Change> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<TargetTable> tables;
    private final int parallelism;
    private transient DynamicRecord[] records;

    public RecordGenerator(List<TargetTable> tables, int parallelism) {
        this.tables = new ArrayList<>(tables);
        this.parallelism = parallelism;
    }

    @Override
    public void open(OpenContext context) {
        records = tables.stream().map(this::record).toArray(DynamicRecord[]::new);
    }

    private DynamicRecord record(TargetTable table) {
        DynamicRecord prepared = new DynamicRecord(
                table.identifier(),
                SnapshotRef.MAIN_BRANCH,
                table.schema(),
                null,
                table.spec(),
                DistributionMode.HASH,
                parallelism);
        prepared.setUpsertMode(true);
        prepared.setEqualityFields(table.key());
        return prepared;
    }

    /** One record a table is used again and again: the sink copies what it needs before it returns. */
    @Override
    public void generate(Change change, Collector<DynamicRecord> out) {
        DynamicRecord prepared = records[change.table()];
        prepared.setRowData(change.row());
        out.collect(prepared);
    }
}
