package io.lakespan.atlas;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/** Counts REST calls by method and path, without the names and identities in the path. */
final class CallCounter {
    private static final Pattern GUID = Pattern.compile("/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NAMED = Pattern.compile("/(name|type|classification|businessmetadata)/[^/]+");

    private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String method, String path) {
        counts.computeIfAbsent(method + " " + kind(path), key -> new LongAdder())
                .increment();
    }

    private static String kind(String path) {
        int query = path.indexOf('?');
        String bare = query < 0 ? path : path.substring(0, query);
        return NAMED.matcher(GUID.matcher(bare).replaceAll("")).replaceAll("/$1");
    }

    SortedMap<String, Long> counts() {
        SortedMap<String, Long> snapshot = new TreeMap<>();
        counts.forEach((kind, count) -> snapshot.put(kind, count.sum()));
        return snapshot;
    }
}
