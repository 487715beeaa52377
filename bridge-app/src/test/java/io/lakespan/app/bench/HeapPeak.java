package io.lakespan.app.bench;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a process used of its heap at most, in MiB, by the lines of its garbage collector.
 *
 * @param used before a collection, what is dead included
 * @param live after a collection
 */
record HeapPeak(int used, int live) {
    private static final Pattern PAUSE = Pattern.compile("(\\d+)M->(\\d+)M\\(");

    static HeapPeak of(String log) {
        return new HeapPeak(most(log, 1), most(log, 2));
    }

    private static int most(String log, int group) {
        return PAUSE.matcher(log)
                .results()
                .map((MatchResult pause) -> pause.group(group))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }
}
