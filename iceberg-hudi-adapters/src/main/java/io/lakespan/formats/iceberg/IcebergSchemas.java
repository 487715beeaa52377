package io.lakespan.formats.iceberg;

import io.lakespan.model.Column;
import io.lakespan.model.PartitionField;
import io.lakespan.model.Schema;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.types.Types;

/** Turns Iceberg's schema and partition spec into the model's. */
final class IcebergSchemas {
    private IcebergSchemas() {}

    static Schema of(org.apache.iceberg.Schema schema, PartitionSpec spec) {
        return new Schema(columns(schema), partitioning(schema, spec));
    }

    static List<Column> columns(org.apache.iceberg.Schema schema) {
        return schema.columns().stream().map(IcebergSchemas::column).toList();
    }

    private static Column column(Types.NestedField field) {
        Column column = Column.of(field.name(), HiveTypes.of(field.type()))
                .withDescription(doc(field))
                .withFieldId(Integer.toString(field.fieldId()));
        return field.isRequired() ? column.withRequired() : column;
    }

    /** An empty text is none. */
    static Optional<String> doc(Types.NestedField field) {
        return Optional.ofNullable(field.doc()).filter(text -> !text.isEmpty());
    }

    private static List<PartitionField> partitioning(org.apache.iceberg.Schema schema, PartitionSpec spec) {
        return spec.fields().stream()
                // In format v1 a dropped partition field stays behind as a void one, which partitions nothing.
                .filter(field -> !field.transform().isVoid())
                .map(field -> new PartitionField(
                        source(schema, field), field.transform().toString()))
                .toList();
    }

    private static String source(org.apache.iceberg.Schema schema, org.apache.iceberg.PartitionField field) {
        return Optional.ofNullable(schema.findColumnName(field.sourceId()))
                .orElseThrow(() -> new IllegalArgumentException("partition field " + field.name()
                        + " is made from column id " + field.sourceId() + ", which the schema does not have"));
    }
}
