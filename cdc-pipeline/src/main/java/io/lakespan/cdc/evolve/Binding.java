package io.lakespan.cdc.evolve;

import java.util.Set;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.sink.dynamic.DynamicRecord;

/**
 * How rows of one shape are written to their table of the lake.
 *
 * @param schema of the rows as they are written
 * @param movesRows whether an update can put a row into another partition
 * @param positions of the row's values that are written; all of them when it is as long as the row
 */
record Binding(TableIdentifier table, Schema schema, PartitionSpec spec, boolean movesRows, int[] positions) {

    /** A record to be filled again and again. */
    DynamicRecord record(int parallelism) {
        // By the key in every case; by partitions, HASH would want their names among those of the key.
        DistributionMode byKey = spec.isPartitioned() ? DistributionMode.NONE : DistributionMode.HASH;
        DynamicRecord record =
                new DynamicRecord(table, SnapshotRef.MAIN_BRANCH, schema, null, spec, byKey, parallelism);
        // An upsert deletes in the row's new partition alone.
        record.setUpsertMode(!movesRows);
        // The sink hashes it for each row.
        record.setEqualityFields(Set.copyOf(schema.identifierFieldNames()));
        return record;
    }

    /** The values that are written. */
    RowData written(RowData row) {
        if (positions.length == row.getArity()) {
            return row;
        }
        GenericRowData all = (GenericRowData) row;
        GenericRowData some = new GenericRowData(row.getRowKind(), positions.length);
        for (int i = 0; i < positions.length; i++) {
            some.setField(i, all.getField(positions[i]));
        }
        return some;
    }
}
