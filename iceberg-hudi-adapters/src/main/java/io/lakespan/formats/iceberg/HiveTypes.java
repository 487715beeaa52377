package io.lakespan.formats.iceberg;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * Iceberg's types in Hive's notation.
 *
 * <p>What Hive has no word for keeps Iceberg's: {@code variant}, {@code geometry}, {@code geography}. Hive's
 * {@code timestamp} holds nanoseconds and so stands for both of Iceberg's precisions; a time of day and a UUID are
 * {@code string}, as Iceberg's own Hive and Glue registrations have them.
 */
final class HiveTypes extends TypeUtil.SchemaVisitor<String> {
    private HiveTypes() {}

    static String of(Type type) {
        return TypeUtil.visit(type, new HiveTypes());
    }

    @Override
    public String schema(Schema schema, String structResult) {
        return structResult;
    }

    @Override
    public String struct(Types.StructType struct, List<String> fields) {
        return fields.stream().collect(Collectors.joining(",", "struct<", ">"));
    }

    @Override
    public String field(Types.NestedField field, String type) {
        return field.name() + ":" + type;
    }

    @Override
    public String list(Types.ListType list, String element) {
        return "array<" + element + ">";
    }

    @Override
    public String map(Types.MapType map, String key, String value) {
        return "map<" + key + "," + value + ">";
    }

    @Override
    public String variant(Types.VariantType variant) {
        return "variant";
    }

    @Override
    public String primitive(Type.PrimitiveType type) {
        return switch (type.typeId()) {
            case INTEGER -> "int";
            case LONG -> "bigint";
            case BOOLEAN, FLOAT, DOUBLE, DATE, BINARY, GEOMETRY, GEOGRAPHY -> lowerName(type);
            case STRING, UUID, TIME -> "string";
            case TIMESTAMP -> timestamp(((Types.TimestampType) type).shouldAdjustToUTC());
            case TIMESTAMP_NANO -> timestamp(((Types.TimestampNanoType) type).shouldAdjustToUTC());
            case FIXED -> "binary";
            case DECIMAL -> decimal((Types.DecimalType) type);
            case UNKNOWN -> "void";
            case STRUCT, LIST, MAP, VARIANT -> throw new IllegalStateException("not a primitive type: " + type);
        };
    }

    private static String lowerName(Type type) {
        return type.typeId().name().toLowerCase(Locale.ROOT);
    }

    private static String timestamp(boolean zoned) {
        return zoned ? "timestamp with local time zone" : "timestamp";
    }

    private static String decimal(Types.DecimalType type) {
        return "decimal(" + type.precision() + "," + type.scale() + ")";
    }
}
