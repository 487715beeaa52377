package io.lakespan.cdc.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what someone probably meant. */
public final class Suggestions {
    private Suggestions() {}

    /** The nearest of the candidates, when it is near enough to be a slip. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        return near(word, candidates).stream().findFirst();
    }

    /** The candidates near enough to be a slip, the nearest first. */
    public static List<String> near(String word, Collection<String> candidates) {
        int limit = Math.min(3, Math.max(2, word.length() / 4));
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= limit)
                .sorted(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Levenshtein's distance, letter case aside. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
