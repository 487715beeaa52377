package io.lakespan.cdc.rules;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.apache.calcite.linq4j.function.Strict;

/**
 * Dates and times from and to text, with patterns of Java's DateTimeFormatter. Compiled expressions call them, so that they
 * are public.
 */
@Strict
public final class DateTexts {
    private static final String DATE = "yyyy-MM-dd";
    private static final String DATE_TIME = "yyyy-MM-dd HH:mm:ss";
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private DateTexts() {}

    /** Writes so many milliseconds since 1970. */
    public static String format(long millis, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .format(LocalDateTime.ofEpochSecond(
                        Math.floorDiv(millis, MILLIS_PER_SECOND),
                        (int) Math.floorMod(millis, MILLIS_PER_SECOND) * NANOS_PER_MILLI,
                        ZoneOffset.UTC));
    }

    /** Days since 1970. */
    public static int date(String text) {
        return date(text, DATE);
    }

    /** Days since 1970. */
    public static int date(String text, String pattern) {
        return Math.toIntExact(LocalDate.parse(text, reader(pattern)).toEpochDay());
    }

    /** Milliseconds since 1970. */
    public static long timestamp(String text) {
        return timestamp(text, DATE_TIME);
    }

    /** Milliseconds since 1970. */
    public static long timestamp(String text, String pattern) {
        return LocalDateTime.parse(text, reader(pattern))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }

    private static DateTimeFormatter reader(String pattern) {
        return new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
                .toFormatter(Locale.ROOT);
    }
}
