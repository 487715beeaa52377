package io.lakespan.app.text;

import java.time.Duration;
import java.util.List;

/** Durations, amounts and progress as people read them. */
public final class Figures {
    private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB", "TiB", "PiB");
    private static final int BAR = 20;

    private Figures() {}

    /** The two largest units: {@code 120 ms}, {@code 4 s}, {@code 3m 12s}, {@code 5h 2m}, {@code 3d 4h}. */
    public static String span(Duration duration) {
        Duration length = duration.isNegative() ? Duration.ZERO : duration;
        if (length.toSeconds() < 1) {
            return length.toMillis() + " ms";
        }
        if (length.toMinutes() < 1) {
            return length.toSeconds() + " s";
        }
        if (length.toHours() < 1) {
            return length.toMinutes() + "m " + length.toSecondsPart() + "s";
        }
        return length.toDays() < 1
                ? length.toHours() + "h " + length.toMinutesPart() + "m"
                : length.toDays() + "d " + length.toHoursPart() + "h";
    }

    /** In the largest unit that leaves a number of at least one. */
    public static String bytes(double bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.size() - 1) {
            amount /= 1024;
            unit++;
        }
        return (unit == 0 ? "%.0f %s" : "%.1f %s").formatted(amount, UNITS.get(unit));
    }

    /** Whole numbers from ten on, one digit below. */
    public static String rate(double perSecond) {
        return (perSecond >= 10 || perSecond == 0 ? "%,.0f/s" : "%.1f/s").formatted(perSecond);
    }

    /** How much of a whole is done, in plain characters. */
    public static String bar(int percent) {
        int done = Math.min(100, Math.max(0, percent)) * BAR / 100;
        String head = done == BAR ? "" : ">";
        return "[" + "=".repeat(done) + head + " ".repeat(BAR - done - head.length()) + "]";
    }
}
