package io.lakespan.cdc.sink;

import io.lakespan.cdc.definition.PartitionKey;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;

/** How tables of the lake are partitioned, and what that means for rows that change. */
public final class Partitions {
    private Partitions() {}

    /**
     * Iceberg's form of what a definition says.
     *
     * @throws BridgeException {@code INVALID_INPUT} for a column that is not there or a transform of another type
     */
    static PartitionSpec of(Schema schema, List<PartitionKey> keys) {
        try {
            PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
            keys.forEach(key -> add(spec, key));
            return spec.build();
        } catch (IllegalArgumentException | ValidationException e) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT, "partition.key of the sink cannot be used: " + e.getMessage(), e);
        }
    }

    private static void add(PartitionSpec.Builder spec, PartitionKey key) {
        String column = key.column();
        switch (key.transform()) {
            case IDENTITY -> spec.identity(column);
            case YEAR -> spec.year(column);
            case MONTH -> spec.month(column);
            case DAY -> spec.day(column);
            case HOUR -> spec.hour(column);
            case BUCKET -> spec.bucket(column, key.width().orElseThrow());
            case TRUNCATE -> spec.truncate(column, key.width().orElseThrow());
        }
    }

    /** Whether an update that leaves the key alone can put a row into another partition. */
    public static boolean mayMoveRows(Table table) {
        return table.spec().fields().stream()
                .filter(field -> !field.transform().isVoid())
                .anyMatch(field -> !table.schema().identifierFieldIds().contains(field.sourceId()));
    }
}
