package io.lakespan.cdc.sink;

import java.util.Locale;

/** Writes a MySQL TIME as MySQL prints it. */
final class TimeText {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private TimeText() {}

    /**
     * The text of so many microseconds.
     *
     * @param digits shown after the second, 0 to 6
     */
    static String of(long micros, int digits) {
        long size = Math.abs(micros);
        long seconds = size / MICROS_PER_SECOND;
        String whole = String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d",
                micros < 0 ? "-" : "",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60);
        if (digits == 0) {
            return whole;
        }
        return whole + "."
                + String.format(Locale.ROOT, "%06d", size % MICROS_PER_SECOND).substring(0, digits);
    }
}
