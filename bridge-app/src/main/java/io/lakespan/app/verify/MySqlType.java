package io.lakespan.app.verify;

import static java.util.Objects.requireNonNull;

import io.lakespan.formats.rows.LakeValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How values of a MySQL type are read, and how the lake's values are brought to the same form.
 *
 * <p>A lake value that cannot stand for the type is left as it is, and so differs.
 *
 * @param expression makes the SQL to select from the quoted column
 * @param alignment what a lake may store in the type's stead, in the type's own form
 */
record MySqlType(Function<String, String> expression, Getter getter, UnaryOperator<LakeValue> alignment) {
    private static final LakeValue ABSENT = new LakeValue.Absent();
    private static final int SRID_BYTES = 4;
    private static final Getter PRINTED = text(LakeValue.Text::new);
    private static final Getter JSON = text(MySqlType::json);

    MySqlType {
        requireNonNull(expression, "expression");
        requireNonNull(getter, "getter");
        requireNonNull(alignment, "alignment");
    }

    /** The type for information_schema's {@code data_type}. */
    static MySqlType of(String dataType) {
        return switch (dataType.toLowerCase(Locale.ROOT)) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> direct(MySqlType::exact);
            case "decimal" -> direct(MySqlType::exact).aligning(fromText(MySqlType::decimal));
            case "year", "bit" -> direct(MySqlType::exact).selecting("CAST(%s AS UNSIGNED)");
            // The exact single-precision value comes only as a float in the binary protocol; as text it is rounded.
            case "float" -> direct((row, at) -> approximate(row, (double) row.getFloat(at)));
            case "double" -> direct((row, at) -> approximate(row, row.getDouble(at)));
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set" -> direct(PRINTED);
            case "json" -> direct(JSON).aligning(fromText(MySqlType::json));
            case "date" -> direct(text(MySqlTimes::date)).selecting("CAST(%s AS CHAR)");
            case "datetime", "timestamp" -> direct(text(MySqlTimes::moment)).selecting("CAST(%s AS CHAR)");
            case "time" ->
                direct(text(MySqlTimes::span)).selecting("CAST(%s AS CHAR)").aligning(MySqlType::span);
            case "geometry", "point", "linestring", "polygon" -> direct(MySqlType::wellKnownBinary);
            case "multipoint", "multilinestring", "multipolygon", "geomcollection" ->
                direct(MySqlType::wellKnownBinary);
            default -> direct(MySqlType::bytes);
        };
    }

    /** Of values that no column of the source has: they are compared as they are. */
    static MySqlType computed() {
        return direct((row, at) -> {
            throw new UnsupportedOperationException("a computed column cannot be read");
        });
    }

    /** The same values as MySQL prints them, for who computes with them. */
    MySqlType verbatim() {
        return getter == JSON ? new MySqlType(expression, PRINTED, alignment) : this;
    }

    private static MySqlType direct(Getter getter) {
        return new MySqlType(column -> column, getter, UnaryOperator.identity());
    }

    private MySqlType selecting(String pattern) {
        return new MySqlType(column -> String.format(Locale.ROOT, pattern, column), getter, alignment);
    }

    private MySqlType aligning(UnaryOperator<LakeValue> other) {
        return new MySqlType(expression, getter, other);
    }

    private static LakeValue exact(ResultSet row, int at) throws SQLException {
        BigDecimal value = row.getBigDecimal(at);
        return value == null ? ABSENT : new LakeValue.Exact(value);
    }

    private static LakeValue approximate(ResultSet row, double value) throws SQLException {
        return row.wasNull() ? ABSENT : new LakeValue.Approximate(value);
    }

    private static LakeValue bytes(ResultSet row, int at) throws SQLException {
        byte[] value = row.getBytes(at);
        return value == null ? ABSENT : new LakeValue.Bytes(ByteBuffer.wrap(value));
    }

    /** MySQL puts the number of the spatial reference system before it. */
    private static LakeValue wellKnownBinary(ResultSet row, int at) throws SQLException {
        byte[] value = row.getBytes(at);
        return value == null
                ? ABSENT
                : new LakeValue.Bytes(ByteBuffer.wrap(value, SRID_BYTES, value.length - SRID_BYTES)
                        .slice());
    }

    private static Getter text(Function<String, LakeValue> parse) {
        return (row, at) -> {
            String value = row.getString(at);
            return value == null ? ABSENT : parse.apply(value);
        };
    }

    private static LakeValue json(String text) {
        return new LakeValue.Text(CanonicalJson.of(text).orElse(text));
    }

    private static UnaryOperator<LakeValue> fromText(Function<String, LakeValue> parse) {
        return value -> value instanceof LakeValue.Text text ? parse.apply(text.value()) : value;
    }

    /** A time may lie beyond one day, so a lake may count its microseconds or write it out. */
    private static LakeValue span(LakeValue value) {
        if (value instanceof LakeValue.Exact exact && exact.value().scale() == 0) {
            return new LakeValue.Span(Duration.of(exact.value().longValue(), ChronoUnit.MICROS));
        }
        return fromText(MySqlTimes::span).apply(value);
    }

    /** Iceberg's decimals end at 38 digits, so a lake may write a longer one out. */
    private static LakeValue decimal(String text) {
        try {
            return new LakeValue.Exact(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return new LakeValue.Text(text);
        }
    }

    /** Reads one value of the current row. */
    @FunctionalInterface
    interface Getter {
        LakeValue read(ResultSet row, int at) throws SQLException;
    }
}
