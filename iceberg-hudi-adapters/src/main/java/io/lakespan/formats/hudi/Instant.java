package io.lakespan.formats.hudi;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A completed write on the timeline.
 *
 * @param at when it was completed where the timeline says so, as it does since Hudi 1.0, else when it was begun; digits
 *     that sort as text
 */
record Instant(String at, String file) implements Comparable<Instant> {
    // Up to 0.15 "<begun>.commit"; since 1.0 "<begun>_<completed>.commit". What is planned or under way ends otherwise.
    private static final Pattern COMPLETED =
            Pattern.compile("(?<begun>\\d+)(_(?<completed>\\d+))?\\.(commit|deltacommit|replacecommit)");
    private static final Comparator<Instant> ORDER =
            Comparator.comparing(Instant::at).thenComparing(Instant::file);

    /** Empty when the file stands for something else. */
    static Optional<Instant> parse(String file) {
        Matcher matcher = COMPLETED.matcher(file);
        return matcher.matches() ? Optional.of(of(matcher, file)) : Optional.empty();
    }

    private static Instant of(Matcher matcher, String file) {
        String completed = matcher.group("completed");
        return new Instant(completed == null ? matcher.group("begun") : completed, file);
    }

    @Override
    public int compareTo(Instant other) {
        return ORDER.compare(this, other);
    }
}
