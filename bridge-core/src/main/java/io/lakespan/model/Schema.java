package io.lakespan.model;

import java.util.List;
import java.util.Optional;

/**
 * A table's columns in order, partition columns included, and how it is partitioned.
 *
 * <p>Hive's partition keys stand last among the columns and as {@code identity} fields in the partitioning.
 */
public record Schema(List<Column> columns, List<PartitionField> partitioning) {
    public Schema {
        columns = List.copyOf(columns);
        partitioning = List.copyOf(partitioning);
    }

    public static Schema of(Column... columns) {
        return new Schema(List.of(columns), List.of());
    }

    public static Schema empty() {
        return new Schema(List.of(), List.of());
    }

    public Schema partitionedBy(PartitionField... fields) {
        return new Schema(columns, List.of(fields));
    }

    public Schema withColumns(List<Column> others) {
        return new Schema(others, partitioning);
    }

    /** The column of that name, whatever its case. */
    public Optional<Column> column(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
