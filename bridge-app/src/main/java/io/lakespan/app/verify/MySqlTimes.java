package io.lakespan.app.verify;

import io.lakespan.formats.rows.LakeValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates and times as MySQL prints them.
 *
 * <p>A text that is no date, such as {@code 0000-00-00}, stays text: it equals no date of the lake, and says so.
 */
final class MySqlTimes {
    private static final Pattern SPAN = Pattern.compile("(-?)(\\d{1,3}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9}))?");

    private MySqlTimes() {}

    static LakeValue date(String text) {
        try {
            return new LakeValue.Day(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return new LakeValue.Text(text);
        }
    }

    static LakeValue moment(String text) {
        try {
            return new LakeValue.Moment(
                    LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return new LakeValue.Text(text);
        }
    }

    /** A TIME, which in MySQL goes from {@code -838:59:59} to {@code 838:59:59}. */
    static LakeValue span(String text) {
        Matcher parts = SPAN.matcher(text);
        if (!parts.matches()) {
            return new LakeValue.Text(text);
        }
        Duration length = Duration.ofHours(Long.parseLong(parts.group(2)))
                .plusMinutes(Long.parseLong(parts.group(3)))
                .plusSeconds(Long.parseLong(parts.group(4)))
                .plusNanos(nanos(parts.group(5)));
        return new LakeValue.Span(parts.group(1).isEmpty() ? length : length.negated());
    }

    private static long nanos(String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
    }
}
