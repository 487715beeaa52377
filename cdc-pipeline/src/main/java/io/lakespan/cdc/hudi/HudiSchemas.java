package io.lakespan.cdc.hudi;

import io.lakespan.cdc.source.LakeType;
import io.lakespan.cdc.source.SourceColumn;
import io.lakespan.cdc.source.SourceTable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The Avro schema that a table of the source has in Hudi. */
final class HudiSchemas {
    // What Avro takes as a name.
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private HudiSchemas() {}

    /** The columns in the source's order; those of the key are required. */
    static Schema of(SourceTable table) {
        List<Schema.Field> fields = new ArrayList<>();
        for (SourceColumn column : table.columns()) {
            boolean required = table.key().contains(column.name());
            fields.add(field(
                    column.lakeName(),
                    type(column.type()),
                    required,
                    column.comment().orElse(null)));
        }
        return record(fields);
    }

    static Schema record(List<Schema.Field> fields) {
        return Schema.createRecord("row", null, "lakespan", false, fields);
    }

    static Schema.Field field(String name, Schema type, boolean required, String comment) {
        return required
                ? new Schema.Field(name, type, comment)
                : new Schema.Field(
                        name,
                        Schema.createUnion(Schema.create(Schema.Type.NULL), type),
                        comment,
                        Schema.Field.NULL_DEFAULT_VALUE);
    }

    /** Columns that Avro has no names for. */
    static List<String> unnameable(SourceTable table) {
        return table.columns().stream()
                .filter(column -> !NAME.matcher(column.lakeName()).matches())
                .map(column -> table.label() + "." + column.name())
                .toList();
    }

    static Schema type(LakeType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case INT -> Schema.create(Schema.Type.INT);
            case LONG -> Schema.create(Schema.Type.LONG);
            case FLOAT -> Schema.create(Schema.Type.FLOAT);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case DECIMAL -> decimal(type.precision(), type.scale());
            case STRING -> Schema.create(Schema.Type.STRING);
            case BINARY -> Schema.create(Schema.Type.BYTES);
            case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            // Engines of today have no type of Hudi's for a time without a zone: both stand as times in UTC.
            case TIMESTAMP, TIMESTAMP_WITH_ZONE ->
                LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        };
    }

    /** As few bytes as hold every value, which is what Spark and Hive expect of a decimal. */
    private static Schema decimal(int precision, int scale) {
        int bits = BigInteger.TEN.pow(precision).bitLength() + 1;
        String name = "decimal_" + precision + "_" + scale;
        Schema bytes = Schema.createFixed(name, null, "lakespan", (bits + 7) / 8);
        return LogicalTypes.decimal(precision, scale).addToSchema(bytes);
    }

    /** Without the null that an optional column allows. */
    static Schema nonNull(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(member -> member.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }

    /** A type in words: equal for equal types, and part of a column's name where two stand beside each other. */
    static String word(Schema schema) {
        Schema type = nonNull(schema);
        if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return "decimal_" + decimal.getPrecision() + "_" + decimal.getScale();
        }
        return type.getLogicalType() == null
                ? type.getType().getName()
                : type.getLogicalType().getName().replace('-', '_');
    }
}
