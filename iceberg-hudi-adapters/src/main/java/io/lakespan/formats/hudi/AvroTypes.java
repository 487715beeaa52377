package io.lakespan.formats.hudi;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Avro's types in Hive's notation, as Hudi's own Hive sync registers them. */
final class AvroTypes {
    private final String timestamp;
    private final Set<String> open = new HashSet<>();

    /** @param timestamp what an instant is called: {@code timestamp}, or {@code bigint} where the reader has no such type */
    AvroTypes(String timestamp) {
        this.timestamp = timestamp;
    }

    static boolean isTimestamp(Schema schema) {
        Schema type = nonNull(schema).size() == 1 ? nonNull(schema).get(0) : schema;
        return type.getType() == Schema.Type.LONG && logicalName(type).contains("timestamp-");
    }

    String of(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> "void";
            case BOOLEAN -> "boolean";
            case INT -> logicalName(schema).equals("date") ? "date" : "int";
            case LONG -> isTimestamp(schema) ? timestamp : "bigint";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case STRING, ENUM -> "string";
            case BYTES, FIXED -> decimal(schema).orElse("binary");
            case ARRAY -> "array<" + of(schema.getElementType()) + ">";
            case MAP -> "map<string," + of(schema.getValueType()) + ">";
            case UNION -> union(nonNull(schema));
            case RECORD -> struct(schema);
        };
    }

    private String union(List<Schema> members) {
        if (members.isEmpty()) {
            return "void";
        }
        return members.size() == 1
                ? of(members.get(0))
                : members.stream().map(this::of).collect(Collectors.joining(",", "uniontype<", ">"));
    }

    private String struct(Schema schema) {
        if (!open.add(schema.getFullName())) {
            throw new IllegalArgumentException("its type " + schema.getFullName() + " contains itself");
        }
        String type = schema.getFields().stream()
                .map(field -> field.name() + ":" + of(field.schema()))
                .collect(Collectors.joining(",", "struct<", ">"));
        open.remove(schema.getFullName());
        return type;
    }

    private static Optional<String> decimal(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                ? Optional.of("decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")")
                : Optional.empty();
    }

    private static List<Schema> nonNull(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(member -> member.getType() != Schema.Type.NULL)
                        .toList()
                : List.of(schema);
    }

    private static String logicalName(Schema schema) {
        LogicalType type = schema.getLogicalType();
        return type == null ? "" : type.getName();
    }
}
