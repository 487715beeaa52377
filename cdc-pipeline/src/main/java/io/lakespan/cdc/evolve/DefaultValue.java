package io.lakespan.cdc.evolve;

import io.lakespan.cdc.source.SourceColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** A constant default of a column, in the form that Flink's rows have. */
final class DefaultValue {
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)|''|\"\"", Pattern.DOTALL);
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private DefaultValue() {}

    /**
     * The value of every row that was there.
     *
     * @param text as the statement writes it; empty for what MySQL puts where nothing is given
     * @return empty for an expression and for a type whose text would not tell the value
     */
    static Optional<Object> of(SourceColumn column, String text) {
        String plain = unquoted(text);
        boolean quoted = !plain.equals(text);
        if (!quoted && !text.isEmpty() && !number(text)) {
            return truth(text).flatMap(number -> value(column, number));
        }
        try {
            return value(column, plain);
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean number(String text) {
        return text.matches("[+-]?[0-9]*\\.?[0-9]+([eE][+-]?[0-9]+)?");
    }

    private static Optional<String> truth(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "TRUE" -> Optional.of("1");
            case "FALSE" -> Optional.of("0");
            default -> Optional.empty();
        };
    }

    private static Optional<Object> value(SourceColumn column, String text) {
        String number = text.isEmpty() ? "0" : text;
        return switch (column.kind()) {
            case INTEGER -> Optional.of(whole(number).intValueExact());
            case LONG -> Optional.of(whole(number).longValueExact());
            case TINYINT_AS_BOOLEAN -> Optional.of(whole(number).signum() != 0);
            case UNSIGNED_LONG, DECIMAL -> decimal(column, number);
            case WIDE_DECIMAL -> Optional.empty();
            case FLOAT -> Optional.of(Float.parseFloat(number));
            case DOUBLE -> Optional.of(Double.parseDouble(number));
            case TEXT ->
                enumerated(column) && text.isEmpty() ? Optional.empty() : Optional.of(StringData.fromString(text));
            case DATE ->
                text.isEmpty()
                        ? Optional.empty()
                        : Optional.of((int) LocalDate.parse(text).toEpochDay());
            case DATETIME ->
                text.isEmpty()
                        ? Optional.empty()
                        : Optional.of(TimestampData.fromLocalDateTime(LocalDateTime.parse(text, DATE_TIME)));
            case BYTES, GEOMETRY, JSON, TIMESTAMP, TIME, BIT, BITS, WIDE_BITS -> Optional.empty();
        };
    }

    /** What MySQL puts into an enum is its first word. */
    private static boolean enumerated(SourceColumn column) {
        return column.declaration().startsWith("enum");
    }

    private static BigDecimal whole(String number) {
        return new BigDecimal(number).setScale(0, RoundingMode.HALF_UP);
    }

    private static Optional<Object> decimal(SourceColumn column, String number) {
        BigDecimal rounded = new BigDecimal(number).setScale(column.type().scale(), RoundingMode.HALF_UP);
        return Optional.ofNullable(DecimalData.fromBigDecimal(
                rounded, column.type().precision(), column.type().scale()));
    }

    private static String unquoted(String text) {
        if (text.length() < 2
                || text.charAt(0) != text.charAt(text.length() - 1)
                || "'\"".indexOf(text.charAt(0)) < 0) {
            return text;
        }
        return ESCAPED.matcher(text.substring(1, text.length() - 1)).replaceAll(match -> {
            String escaped = match.group(1);
            return Matcher.quoteReplacement(escaped == null ? match.group().substring(1) : meant(escaped));
        });
    }

    private static String meant(String escaped) {
        return switch (escaped) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "r" -> "\r";
            case "0" -> "\0";
            default -> escaped;
        };
    }
}
