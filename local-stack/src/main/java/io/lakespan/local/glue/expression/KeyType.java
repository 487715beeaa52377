package io.lakespan.local.glue.expression;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How the values of a partition key compare. */
enum KeyType {
    NUMBER(BigDecimal::new),
    DATE(LocalDate::parse),
    TIMESTAMP(KeyType::timestamp),
    BOOLEAN(KeyType::truth),
    TEXT(text -> text);

    private static final Set<String> NUMBERS = Set.of(
            "tinyint", "smallint", "int", "integer", "bigint", "long", "float", "double", "real", "decimal", "numeric");
    private static final Pattern PARAMETERS = Pattern.compile("\\(.*");
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd[[' ']['T']HH:mm[:ss]]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .toFormatter(Locale.ROOT);

    private final Function<String, Comparable<?>> reader;

    KeyType(Function<String, Comparable<?>> reader) {
        this.reader = reader;
    }

    /** Of a type in Hive's notation, such as {@code decimal(10,2)}; one it does not know compares as text. */
    static KeyType of(String hiveType) {
        String name = PARAMETERS.matcher(hiveType).replaceFirst("").strip().toLowerCase(Locale.ROOT);
        if (NUMBERS.contains(name)) {
            return NUMBER;
        }
        return switch (name) {
            case "date" -> DATE;
            case "timestamp" -> TIMESTAMP;
            case "boolean" -> BOOLEAN;
            default -> TEXT;
        };
    }

    /** The value, or nothing where the text is none of this type. */
    Optional<Comparable<?>> read(String text) {
        try {
            return Optional.of(reader.apply(text.strip()));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Compares two values that this type has read. */
    @SuppressWarnings("unchecked")
    static int compare(Comparable<?> left, Comparable<?> right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static Comparable<?> timestamp(String text) {
        return LocalDateTime.parse(text, TIME);
    }

    private static Comparable<?> truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new DateTimeException("'" + text + "' is neither true nor false");
        };
    }
}
