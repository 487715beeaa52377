package io.lakespan.cdc.source;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Columns as a statement or a change declares them, in any of MySQL's spellings of a type. */
public final class DeclaredColumns {
    private static final int WITHOUT = -1;
    private static final int DECIMAL_DIGITS = 10;
    private static final int TIMES_PLACES = 6;
    // FLOAT(p) with more bits than a float's 24 is a double.
    private static final int FLOAT_BITS = 24;
    private static final Pattern SUFFIX = Pattern.compile(" (zerofill|binary|signed|byte|varying)\\b");
    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("integer", "int"),
            Map.entry("int1", "tinyint"),
            Map.entry("int2", "smallint"),
            Map.entry("int3", "mediumint"),
            Map.entry("middleint", "mediumint"),
            Map.entry("int4", "int"),
            Map.entry("int8", "bigint"),
            Map.entry("serial", "bigint unsigned"),
            Map.entry("numeric", "decimal"),
            Map.entry("dec", "decimal"),
            Map.entry("fixed", "decimal"),
            Map.entry("real", "double"),
            Map.entry("double precision", "double"),
            Map.entry("float8", "double"),
            Map.entry("float4", "float"),
            Map.entry("character", "char"),
            Map.entry("nchar", "char"),
            Map.entry("national char", "char"),
            Map.entry("national character", "char"),
            Map.entry("nvarchar", "varchar"),
            Map.entry("nchar varchar", "varchar"),
            Map.entry("varcharacter", "varchar"),
            Map.entry("national varchar", "varchar"),
            Map.entry("national varcharacter", "varchar"),
            Map.entry("long", "mediumtext"),
            Map.entry("long varchar", "mediumtext"),
            Map.entry("long varbinary", "mediumblob"));

    private final ColumnTypes types;

    public DeclaredColumns(boolean tinyintAsBoolean) {
        this.types = new ColumnTypes(tinyintAsBoolean);
    }

    /**
     * A declaration.
     *
     * @param type as written, such as {@code NUMERIC} or {@code INT UNSIGNED}
     * @param length in parentheses behind it, or less than 0
     * @param scale behind the comma, or less than 0
     */
    public record Declaration(
            String name, String type, int length, int scale, boolean nullable, Optional<String> comment) {}

    /** The column; empty for a type that cannot be carried. */
    public Optional<SourceColumn> column(Declaration declared) {
        String type = canonical(declared.type().toLowerCase(Locale.ROOT).strip(), declared.length());
        String name = type.replace(" unsigned", "");
        int length = name.equals("tinyint") && isBoolean(declared.type()) ? 1 : declared.length();
        String declaration = declaration(type, length, declared.scale());
        return types.find(name, declaration, precision(name, length), Math.max(0, declared.scale()))
                .map(typed -> new SourceColumn(
                        declared.name(),
                        declaration,
                        typed.kind(),
                        typed.type(),
                        fraction(name, length),
                        declared.nullable(),
                        declared.comment()));
    }

    private static boolean isBoolean(String type) {
        return type.toLowerCase(Locale.ROOT).startsWith("bool");
    }

    private static String canonical(String written, int length) {
        boolean unsigned = written.contains(" unsigned") || written.contains(" zerofill");
        String plain = written.replace(" unsigned", "");
        if (plain.endsWith(" varying")) {
            return "varchar";
        }
        if (plain.equals("char byte")) {
            return "binary";
        }
        plain = SUFFIX.matcher(plain).replaceAll("").strip();
        if (isBoolean(plain)) {
            return "tinyint";
        }
        if (plain.equals("float") && length > FLOAT_BITS) {
            return "double";
        }
        String name = SPELLINGS.getOrDefault(plain, plain);
        return unsigned && !name.endsWith("unsigned") ? name + " unsigned" : name;
    }

    private static String declaration(String type, int length, int scale) {
        String name = type.replace(" unsigned", "");
        String rest = type.substring(name.length());
        if (length < 0) {
            return type;
        }
        return name + "(" + length + (scale < 0 ? "" : "," + scale) + ")" + rest;
    }

    private static int precision(String name, int length) {
        if (length > WITHOUT && length != 0) {
            return length;
        }
        return switch (name) {
            case "decimal" -> DECIMAL_DIGITS;
            case "bit" -> 1;
            default -> 0;
        };
    }

    private static int fraction(String name, int length) {
        return switch (name) {
            case "time", "datetime", "timestamp" -> Math.min(TIMES_PLACES, Math.max(0, length));
            default -> 0;
        };
    }
}
