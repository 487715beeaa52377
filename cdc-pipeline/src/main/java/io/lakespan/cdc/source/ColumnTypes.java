package io.lakespan.cdc.source;

import io.lakespan.cdc.source.LakeType.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What MySQL's types become. */
final class ColumnTypes {
    private static final int MOST_DECIMAL_DIGITS = 38;
    private static final Map<String, Typed> FIXED = Map.ofEntries(
            typed("tinyint", ValueKind.INTEGER, Kind.INT),
            typed("smallint", ValueKind.INTEGER, Kind.INT),
            typed("mediumint", ValueKind.INTEGER, Kind.INT),
            typed("int", ValueKind.INTEGER, Kind.INT),
            typed("int unsigned", ValueKind.LONG, Kind.LONG),
            typed("bigint", ValueKind.LONG, Kind.LONG),
            Map.entry("bigint unsigned", new Typed(ValueKind.UNSIGNED_LONG, LakeType.decimal(20, 0))),
            typed("year", ValueKind.INTEGER, Kind.INT),
            typed("float", ValueKind.FLOAT, Kind.FLOAT),
            typed("double", ValueKind.DOUBLE, Kind.DOUBLE),
            typed("char", ValueKind.TEXT, Kind.STRING),
            typed("varchar", ValueKind.TEXT, Kind.STRING),
            typed("tinytext", ValueKind.TEXT, Kind.STRING),
            typed("text", ValueKind.TEXT, Kind.STRING),
            typed("mediumtext", ValueKind.TEXT, Kind.STRING),
            typed("longtext", ValueKind.TEXT, Kind.STRING),
            typed("enum", ValueKind.TEXT, Kind.STRING),
            typed("set", ValueKind.TEXT, Kind.STRING),
            typed("json", ValueKind.JSON, Kind.STRING),
            typed("binary", ValueKind.BYTES, Kind.BINARY),
            typed("varbinary", ValueKind.BYTES, Kind.BINARY),
            typed("tinyblob", ValueKind.BYTES, Kind.BINARY),
            typed("blob", ValueKind.BYTES, Kind.BINARY),
            typed("mediumblob", ValueKind.BYTES, Kind.BINARY),
            typed("longblob", ValueKind.BYTES, Kind.BINARY),
            typed("geometry", ValueKind.GEOMETRY, Kind.BINARY),
            typed("point", ValueKind.GEOMETRY, Kind.BINARY),
            typed("linestring", ValueKind.GEOMETRY, Kind.BINARY),
            typed("polygon", ValueKind.GEOMETRY, Kind.BINARY),
            typed("multipoint", ValueKind.GEOMETRY, Kind.BINARY),
            typed("multilinestring", ValueKind.GEOMETRY, Kind.BINARY),
            typed("multipolygon", ValueKind.GEOMETRY, Kind.BINARY),
            typed("geomcollection", ValueKind.GEOMETRY, Kind.BINARY),
            typed("geometrycollection", ValueKind.GEOMETRY, Kind.BINARY),
            typed("date", ValueKind.DATE, Kind.DATE),
            typed("datetime", ValueKind.DATETIME, Kind.TIMESTAMP),
            typed("timestamp", ValueKind.TIMESTAMP, Kind.TIMESTAMP_WITH_ZONE),
            typed("time", ValueKind.TIME, Kind.STRING));

    /** What a column's values are and become. */
    record Typed(ValueKind kind, LakeType type) {}

    private final boolean tinyintAsBoolean;

    ColumnTypes(boolean tinyintAsBoolean) {
        this.tinyintAsBoolean = tinyintAsBoolean;
    }

    /**
     * Looks a type up.
     *
     * @param name as information_schema has it in DATA_TYPE, such as {@code decimal}
     * @param declaration as it has it in COLUMN_TYPE, such as {@code decimal(10,2) unsigned}
     * @param precision total digits or bits, where the type has any
     * @return empty for a type that cannot be carried
     */
    Optional<Typed> find(String name, String declaration, int precision, int scale) {
        String type = name.toLowerCase(Locale.ROOT);
        boolean unsigned = declaration.toLowerCase(Locale.ROOT).contains("unsigned");
        return switch (type) {
            case "decimal" -> Optional.of(decimal(precision, scale));
            case "bit" -> Optional.of(bits(precision));
            case "tinyint" -> Optional.of(tinyint(declaration));
            default ->
                Optional.ofNullable(FIXED.get(unsigned ? type + " unsigned" : type))
                        .or(() -> Optional.ofNullable(FIXED.get(type)));
        };
    }

    private Typed tinyint(String declaration) {
        if (tinyintAsBoolean && declaration.toLowerCase(Locale.ROOT).startsWith("tinyint(1)")) {
            return new Typed(ValueKind.TINYINT_AS_BOOLEAN, LakeType.of(Kind.BOOLEAN));
        }
        return FIXED.get("tinyint");
    }

    private static Typed decimal(int precision, int scale) {
        if (precision > MOST_DECIMAL_DIGITS) {
            return new Typed(ValueKind.WIDE_DECIMAL, LakeType.of(Kind.STRING));
        }
        return new Typed(ValueKind.DECIMAL, LakeType.decimal(precision, scale));
    }

    private static Typed bits(int length) {
        if (length == 1) {
            return new Typed(ValueKind.BIT, LakeType.of(Kind.BOOLEAN));
        }
        return length < 64
                ? new Typed(ValueKind.BITS, LakeType.of(Kind.LONG))
                : new Typed(ValueKind.WIDE_BITS, LakeType.decimal(20, 0));
    }

    private static Map.Entry<String, Typed> typed(String name, ValueKind kind, Kind type) {
        return Map.entry(name, new Typed(kind, LakeType.of(type)));
    }
}
