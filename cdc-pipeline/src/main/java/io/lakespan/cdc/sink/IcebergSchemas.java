package io.lakespan.cdc.sink;

import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** The Iceberg schema of a MySQL table. */
public final class IcebergSchemas {
    private IcebergSchemas() {}

    /** The columns in the source's order; those of the key are required and identify a row. */
    static Schema of(SourceTable table) {
        List<Types.NestedField> fields = new ArrayList<>();
        Set<Integer> key = new HashSet<>();
        for (SourceColumn column : table.columns()) {
            int id = fields.size() + 1;
            boolean identifying = table.key().contains(column.name());
            if (identifying) {
                key.add(id);
            }
            fields.add(field(id, column, identifying));
        }
        return new Schema(fields, key);
    }

    private static Types.NestedField field(int id, SourceColumn column, boolean required) {
        return Types.NestedField.builder()
                .withId(id)
                .withName(column.lakeName())
                .ofType(type(column.type()))
                .isOptional(!required)
                .withDoc(column.comment().orElse(null))
                .build();
    }

    /** The type of a column's values. */
    public static Type type(LakeType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Types.BooleanType.get();
            case INT -> Types.IntegerType.get();
            case LONG -> Types.LongType.get();
            case FLOAT -> Types.FloatType.get();
            case DOUBLE -> Types.DoubleType.get();
            case DECIMAL -> Types.DecimalType.of(type.precision(), type.scale());
            case STRING -> Types.StringType.get();
            case BINARY -> Types.BinaryType.get();
            case DATE -> Types.DateType.get();
            case TIMESTAMP -> Types.TimestampType.withoutZone();
            case TIMESTAMP_WITH_ZONE -> Types.TimestampType.withZone();
        };
    }
}
