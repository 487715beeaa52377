package io.lakespan.model;

import static java.util.Objects.requireNonNull;

/**
 * How one partition value comes from a column.
 *
 * @param column the name of the source column
 * @param transform {@code identity}, or a transform in Iceberg's notation such as {@code day} or {@code bucket[16]}
 */
public record PartitionField(String column, String transform) {
    public PartitionField {
        requireNonNull(column, "column");
        requireNonNull(transform, "transform");
    }

    public static PartitionField identity(String column) {
        return new PartitionField(column, "identity");
    }
}
